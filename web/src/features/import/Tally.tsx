import { useTranslations } from 'use-intl';
import type { Tone } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import classes from './Tally.module.css';
import type { PlannedAction } from './wire';

export const tones: Record<PlannedAction, Tone> = {
  create: 'green',
  update: 'blue',
  unchanged: 'gray',
  skip: 'gray',
  reject: 'red',
};

export const actions: readonly PlannedAction[] = [
  'create',
  'update',
  'unchanged',
  'skip',
  'reject',
];

type Props = {
  counts: Record<PlannedAction, number>;
  only: PlannedAction | null;
  onOnly: (only: PlannedAction | null) => void;
};

/** How many rows of each fate; pressing one shows only its rows. */
export function Tally({ counts, only, onOnly }: Props) {
  const t = useTranslations('import');
  const format = useFormat();
  return (
    <fieldset className={classes.tally} aria-label={t('fates')}>
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          className={cx(classes.fate, classes[tones[action]])}
          aria-pressed={only === action}
          disabled={counts[action] === 0}
          onClick={() => onOnly(only === action ? null : action)}
        >
          <b>{format.number(counts[action])}</b>
          <span>
            <i aria-hidden />
            {t(`will.${action}`)}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
