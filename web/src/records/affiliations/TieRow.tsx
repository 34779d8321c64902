import { IconBuilding, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import type { FieldValue, ObjectType, Rec } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { IconButton } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Menu, type MenuEntry } from '@/ui/Menu';
import classes from '../related/Related.module.css';
import { useRemove } from '../verbs';
import { TieDialog } from './TieDialog';
import { isOver } from './ties';

type Props = {
  tie: Rec;
  object: ObjectType;
  /** Which end is shown: the other one is where we are. */
  end: 'contact' | 'company';
  onMain?: () => void;
};

const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;

/** One tie: who or which company, as what, since and until when. */
export function TieRow({ tie, object, end, onMain }: Props) {
  const t = useTranslations('record');
  const remove = useRemove();
  const [editing, setEditing] = useState(false);
  const id = String(tie.fields[end] ?? '');
  const name = labelOf(id)?.label;
  const entries: (MenuEntry | false)[] = [
    Boolean(onMain) && {
      key: 'main',
      label: t('ties.makeMain'),
      icon: <IconBuilding {...icon} />,
      onSelect: () => onMain?.(),
    },
    tie.can?.edit === true && {
      key: 'edit',
      label: t('ties.change'),
      icon: <IconPencil {...icon} />,
      onSelect: () => setEditing(true),
    },
    tie.can?.delete === true && {
      key: 'remove',
      label: t('ties.remove'),
      icon: <IconTrash {...icon} />,
      danger: true,
      onSelect: () => void remove(tie, name ?? object.label),
    },
  ];
  const offered = entries.filter((entry): entry is MenuEntry => Boolean(entry));
  return (
    <>
      <EndRow
        object={end}
        id={id}
        name={name ?? t('masked')}
        role={tie.fields.role}
        since={tie.fields.since}
        until={tie.fields.until}
        after={
          offered.length > 0 && (
            <Menu
              position="bottom-end"
              trigger={
                <IconButton size="small" label={t('ties.menu', { name: name ?? object.label })}>
                  <IconDots size={16} stroke={1.8} />
                </IconButton>
              }
              entries={offered}
            />
          )
        }
      />
      {editing && <TieDialog tie={tie} object={object} onClose={() => setEditing(false)} />}
    </>
  );
}

type EndProps = {
  object: 'contact' | 'company';
  id: string;
  name: string;
  role: FieldValue | undefined;
  since: FieldValue | undefined;
  until?: FieldValue;
  mark?: ReactNode;
  after?: ReactNode;
};

export function EndRow({ object, id, name, role, since, until, mark, after }: EndProps) {
  const over = isOver(until, useFormat().today());
  const dates = useDates(since, until);
  return (
    <li className={cx(classes.tied, over && classes.over)}>
      <Link to="/records/$object/$id" params={{ object, id }} className={classes.row}>
        <Avatar name={name} seed={id} size={26} shape={object === 'contact' ? 'round' : 'square'} />
        <span className={classes.main}>
          <span className={classes.name}>{name}</span>
          <span className={classes.facts}>
            {typeof role === 'string' && role && <span className={classes.fact}>{role}</span>}
            {dates && <span className={classes.fact}>{dates}</span>}
          </span>
        </span>
        {mark}
      </Link>
      {after}
    </li>
  );
}

function useDates(since: FieldValue | undefined, until: FieldValue | undefined): string | null {
  const t = useTranslations('record.ties');
  const format = useFormat();
  const from = typeof since === 'string' ? format.date(since) : null;
  const to = typeof until === 'string' ? format.date(until) : null;
  if (from && to) return t('between', { from, to });
  if (from) return t('since', { from });
  return to ? t('until', { to }) : null;
}
