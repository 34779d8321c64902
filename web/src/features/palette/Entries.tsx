import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Hit } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { Avatar } from '@/ui/Avatar';
import { Kbd } from '@/ui/Kbd';
import type { Entry, Group } from './entries';
import { marks } from './marks';
import classes from './Palette.module.css';

type Props = {
  /** What was typed. */
  text: string;
  groups: readonly Group[];
  current: Entry | undefined;
  onPoint: (entry: Entry) => void;
  onRun: (entry: Entry) => void;
};

/** The list below the line: groups of entries, one of them under the cursor. */
export function Entries({ text, groups, current, onPoint, onRun }: Props) {
  const t = useTranslations('search');
  return (
    <div
      id="palette-list"
      role="listbox"
      aria-label={t('results')}
      className={classes.list}
      tabIndex={-1}
    >
      {groups.map((group, index) => (
        <div key={`${group.name}${index}`} role="group" aria-labelledby={`palette-group-${index}`}>
          <div id={`palette-group-${index}`} className={classes.group}>
            {t(`group.${group.name}`)}
          </div>
          {group.entries.map((entry) => (
            <Line
              key={entry.key}
              entry={entry}
              text={text}
              selected={entry === current}
              onPoint={() => onPoint(entry)}
              onRun={() => onRun(entry)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

type LineProps = {
  entry: Entry;
  text: string;
  selected: boolean;
  onPoint: () => void;
  onRun: () => void;
};

function Line({ entry, text, selected, onPoint, onRun }: LineProps) {
  return (
    <div
      id={`palette-${entry.key}`}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={classes.entry}
      onClick={onRun}
      onPointerMove={selected ? undefined : onPoint}
    >
      {'command' in entry ? (
        <>
          <span className={classes.icon}>{entry.command.icon}</span>
          <span className={classes.label}>{entry.command.label}</span>
          {entry.command.keys && <Kbd>{entry.command.keys}</Kbd>}
        </>
      ) : (
        <Found hit={entry.hit} text={text} />
      )}
    </div>
  );
}

function Found({ hit, text }: { hit: Hit; text: string }): ReactNode {
  const t = useTranslations('search');
  const object = useCatalogue().objects.find((candidate) => candidate.key === hit.object);
  const about = [object?.label, hit.subtitle].filter(Boolean).join(' · ');
  const where = hit.matched && hit.matched !== 'name' ? hit.matched : null;
  return (
    <>
      <Avatar
        name={hit.title || '?'}
        seed={hit.id}
        shape={hit.object === 'contact' ? 'round' : 'square'}
        size={26}
      />
      <span className={classes.label}>
        <b>{hit.title || t('unnamed')}</b>
        <small>{about}</small>
        {hit.excerpt && (
          <small className={classes.excerpt}>
            {marks(hit.excerpt, text).map((piece, index) =>
              piece.found ? <mark key={index}>{piece.text}</mark> : piece.text,
            )}
          </small>
        )}
      </span>
      {where && t.has(`by.${where}` as 'by.email') && (
        <span className={classes.where}>{t(`by.${where}` as 'by.email')}</span>
      )}
    </>
  );
}
