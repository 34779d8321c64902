import { useTranslations } from 'use-intl';
import type { OutcomeRules } from '@/api/types';
import { Checkbox } from '@/ui/Checkbox';
import { type Keyed, newKey } from './draft';
import { Lines } from './Lines';
import classes from './Rules.module.css';

export type OutcomeDraft = Omit<OutcomeRules, 'reasons'> & {
  reasons: Keyed<OutcomeRules['reasons'][number]>[];
};

type Props = { value: OutcomeDraft; onChange: (value: OutcomeDraft) => void };

/** What a deal that ends has to say: the reasons to choose from, and whether one must be given. */
export function Outcomes({ value, onChange }: Props) {
  const t = useTranslations('rules');
  const set = (change: Partial<OutcomeDraft>) => onChange({ ...value, ...change });
  return (
    <>
      <div className={classes.field}>
        <label className={classes.check}>
          <Checkbox
            label={t('reasonRequired')}
            checked={value.required}
            onChange={(required) => set({ required })}
          />
          {t('reasonRequired')}
        </label>
        <label className={classes.check}>
          <Checkbox
            label={t('amountRequired')}
            checked={value.amount_required}
            onChange={(amount_required) => set({ amount_required })}
          />
          {t('amountRequired')}
        </label>
      </div>
      <Lines
        label={t('reasons')}
        add={t('addReason')}
        lines={value.reasons}
        nameOf={(reason) => reason.name}
        fresh={() => ({ key: newKey(), name: '', note_required: false })}
        onChange={(reasons) => set({ reasons })}
      >
        {(reason, change, next) => (
          <>
            <input
              aria-label={t('reason')}
              placeholder={t('reason')}
              maxLength={200}
              value={reason.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                next();
              }}
            />
            <label className={classes.check}>
              <Checkbox
                label={t('noteRequiredNamed', { name: reason.name })}
                checked={reason.note_required === true}
                onChange={(note_required) => change({ note_required })}
              />
              {t('noteRequired')}
            </label>
          </>
        )}
      </Lines>
      <span className={classes.hint}>{t('reasonsHint')}</span>
    </>
  );
}
