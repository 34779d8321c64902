import { IconDots, IconPencil, IconTrash, IconUserPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { labelOf } from '@/api/labels';
import type { ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { type Shown, showValue, useShown } from '@/fields';
import { Avatar } from '@/ui/Avatar';
import { Button, IconButton } from '@/ui/Button';
import { Menu, type MenuEntry } from '@/ui/Menu';
import { Pill } from '@/ui/Pill';
import { Empty, Failed } from '@/ui/State';
import { TieDialog } from '../affiliations/TieDialog';
import { CreateDialog } from '../form/CreateDialog';
import classes from '../related/Related.module.css';
import { useRemove } from '../verbs';
import { MEMBER, restAmountOf, restOf } from './share';

const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;

/** Who works on a deal: its owner with what is not shared out, then the members with roles and shares. */
export function Team({ object, record }: { object: ObjectType; record: Rec }) {
  const t = useTranslations('record');
  const cx = useShown();
  const [adding, setAdding] = useState(false);
  const body = {
    filter: { and: [{ field: 'deal', op: 'eq' as const, value: record.id }] },
    sort: 'created_at',
    limit: 100,
  };
  const list = useQuery({
    queryKey: ['records', MEMBER, 'related', body],
    queryFn: ({ signal }) => api.records.query(MEMBER, body, signal),
  });
  const members = list.data?.records ?? [];
  if (list.error && !list.data) {
    return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  }
  const owner = typeof record.fields.owner === 'string' ? record.fields.owner : null;
  const rest = restAmountOf(record.fields.amount, members);
  const mayAdd = object.can.create && record.can?.edit === true;
  const add = (look: 'small' | undefined) =>
    mayAdd && (
      <Button size={look} icon={<IconUserPlus size={14} />} onClick={() => setAdding(true)}>
        {t('team.add')}
      </Button>
    );
  return (
    <div>
      {list.data && members.length === 0 && (
        <Empty icon={<IconUsersGroup size={20} stroke={1.6} />} title={t('team.none')}>
          {add(undefined)}
        </Empty>
      )}
      {members.length > 0 && (
        <>
          <div className={classes.bar}>{add('small')}</div>
          <ul className={classes.list}>
            {owner && (
              <Person
                id={owner}
                facts={[t('team.owner'), rest && cx.format.money(rest)]}
                share={t('team.percent', { share: restOf(members) })}
              />
            )}
            {members.map((member) => (
              <Member key={member.id} object={object} member={member} cx={cx} />
            ))}
          </ul>
        </>
      )}
      {adding && (
        <CreateDialog
          object={object}
          initial={{ deal: record.id }}
          settled={['deal']}
          title={t('team.add')}
          onClose={() => setAdding(false)}
          onCreated={() => undefined}
        />
      )}
    </div>
  );
}

function Member({ object, member, cx }: { object: ObjectType; member: Rec; cx: Shown }) {
  const t = useTranslations('record');
  const remove = useRemove();
  const [editing, setEditing] = useState(false);
  const { user, role, share, share_amount: part, may_edit: edits } = member.fields;
  const name = labelOf(String(user))?.label ?? t('masked');
  const amount = fieldOf(object, 'share_amount');
  const entries: (MenuEntry | false)[] = [
    member.can?.edit === true && {
      key: 'edit',
      label: t('team.change'),
      icon: <IconPencil {...icon} />,
      onSelect: () => setEditing(true),
    },
    member.can?.delete === true && {
      key: 'remove',
      label: t('team.remove'),
      icon: <IconTrash {...icon} />,
      danger: true,
      onSelect: () => void remove(member, name),
    },
  ];
  const offered = entries.filter((entry): entry is MenuEntry => Boolean(entry));
  return (
    <>
      <Person
        id={String(user)}
        facts={[
          typeof role === 'string' && role,
          amount && part && showValue({ field: amount, value: part, cx, inTable: true }),
        ]}
        share={
          share === null || share === undefined ? null : t('team.percent', { share: Number(share) })
        }
        mark={edits === true && <Pill tone="blue">{t('team.mayEdit')}</Pill>}
        after={
          offered.length > 0 && (
            <Menu
              position="bottom-end"
              trigger={
                <IconButton size="small" label={t('team.menu', { name })}>
                  <IconDots size={16} stroke={1.8} />
                </IconButton>
              }
              entries={offered}
            />
          )
        }
      />
      {editing && (
        <TieDialog
          tie={member}
          object={object}
          fields={['role', 'share', 'may_edit']}
          title={name}
          done={t('team.changed')}
          onClose={() => setEditing(false)}
        />
      )}
    </>
  );
}

type PersonProps = {
  id: string;
  facts: ReactNode[];
  share: string | null;
  mark?: ReactNode;
  after?: ReactNode;
};

function Person({ id, facts, share, mark, after }: PersonProps) {
  const t = useTranslations('record');
  const name = labelOf(id)?.label ?? t('masked');
  const shown = facts.filter(Boolean);
  return (
    <li className={classes.tied}>
      <span className={classes.row}>
        <Avatar name={name} seed={id} size={26} shape="round" />
        <span className={classes.main}>
          <span className={classes.name}>{name}</span>
          {shown.length > 0 && (
            <span className={classes.facts}>
              {shown.map((fact, at) => (
                <span key={at} className={classes.fact}>
                  {fact}
                </span>
              ))}
            </span>
          )}
        </span>
        {mark}
        {share !== null && <span className={classes.share}>{share}</span>}
      </span>
      {after}
    </li>
  );
}
