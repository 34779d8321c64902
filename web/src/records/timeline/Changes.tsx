import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, FieldValue, ObjectType, TimelineEntry } from '@/api/types';
import { isEmpty, type Shown, showValue } from '@/fields';
import { Button } from '@/ui/Button';
import type { Verb } from './signs';
import classes from './Timeline.module.css';

type Props = {
  entry: TimelineEntry;
  object: ObjectType | undefined;
  cx: Shown;
  verb: Verb;
};

const FEW = 4;

const stageSaid = ['stage', 'furthest_stage', 'probability'];

/** What the sentence has already said, or what only follows from it. */
const said: Partial<Record<Verb, string[]>> = {
  moved: stageSaid,
  won: [...stageSaid, 'cycle_days'],
  lost: [...stageSaid, 'cycle_days'],
  reopened: [...stageSaid, 'cycle_days'],
  taskCompleted: ['done_at'],
};

/** What stood there before and what stands there now, field by field. */
export function Changes({ entry, object, cx, verb }: Props) {
  const t = useTranslations('timeline');
  const [all, setAll] = useState(false);
  const changes = entry.changes.flatMap((change) => {
    const field = object?.fields.find((candidate) => candidate.key === change.field);
    if (!field || said[verb]?.includes(change.field)) return [];
    return { field, before: change.before, after: change.after };
  });
  if (changes.length === 0) return null;
  const shown = all ? changes : changes.slice(0, FEW);
  return (
    <div className={classes.box}>
      <dl className={classes.changes}>
        {shown.map(({ field, before, after }) => (
          <div key={field.key} className={classes.change}>
            <dt>{field.label}</dt>
            <dd>
              <Old field={field} value={before} cx={cx} />
              <IconArrowRight size={13} className={classes.to} aria-label={t('becomes')} />
              <New field={field} value={after} cx={cx} />
            </dd>
          </div>
        ))}
      </dl>
      {changes.length > FEW && !all && (
        <Button size="small" look="quiet" onClick={() => setAll(true)}>
          {t('moreChanges', { count: changes.length - FEW })}
        </Button>
      )}
    </div>
  );
}

type ValueProps = { field: Field; value: FieldValue; cx: Shown };

function Old({ field, value, cx }: ValueProps) {
  const t = useTranslations('common');
  if (isEmpty(value)) return <span className={classes.none}>{t('empty')}</span>;
  return (
    <span className={classes.old}>
      {showValue({ field, value, cx, inTable: field.kind !== 'date_time' })}
    </span>
  );
}

function New({ field, value, cx }: ValueProps) {
  const t = useTranslations('common');
  if (isEmpty(value)) return <span className={classes.none}>{t('empty')}</span>;
  return (
    <span className={classes.new}>
      {showValue({ field, value, cx, inTable: field.kind !== 'date_time' })}
    </span>
  );
}
