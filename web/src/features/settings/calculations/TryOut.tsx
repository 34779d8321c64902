import { useTranslations } from 'use-intl';
import { readDecimal } from '@/fields/shared/numbers';
import { useFormat } from '@/i18n/format';
import shared from '@/records/calculations/Calculations.module.css';
import { ParameterInputs } from '@/records/calculations/ParameterInputs';
import { useCalculationText } from '@/records/calculations/useCalculationText';
import { Button } from '@/ui/Button';
import { TextInput } from '@/ui/TextInput';
import classes from './Calculations.module.css';
import { type CaseDraft, type Draft, newCase, says } from './draft';
import type { Checked } from './useCheck';

type Props = {
  draft: Draft;
  check: Checked;
  /** By the parameter's id; what the catalogue asks and how many as `price` and `quantity`. */
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
  onCase: (one: CaseDraft) => void;
};

/** The form as whoever sells will see it, with what comes out. What came out may be kept as a case. */
export function TryOut({ draft, check, values, onChange, onCase }: Props) {
  const t = useTranslations('calculations');
  const format = useFormat();
  const words = useCalculationText();
  const { parameters, formula } = draft;
  const given = (['price', 'quantity'] as const).filter((name) => says(formula, name));
  const byKey = Object.fromEntries(
    parameters.map(({ id, key, usual }) => [key, values[id] ?? usual]),
  );
  const { price } = check;
  // What is wrong with the formula itself stands with it.
  const wrong = check.problems.some(({ field }) => field === 'formula')
    ? undefined
    : check.trial.find(({ field }) => !field?.startsWith('parameters.'));
  return (
    <section aria-label={t('tryOut')} className={classes.try}>
      <h3 className={classes.part}>{t('tryOut')}</h3>
      <ParameterInputs
        parameters={parameters
          .filter(({ key }) => key !== '')
          .map(({ key, label, kind, unit, min, max, options }) => ({
            key,
            label: label || key,
            kind,
            unit,
            min: readDecimal(min, format.locale),
            max: readDecimal(max, format.locale),
            options,
          }))}
        values={byKey}
        problems={check.trial}
        onChange={(next) =>
          onChange({
            ...values,
            ...Object.fromEntries(
              parameters.flatMap(({ id, key }) =>
                next[key] === byKey[key] ? [] : [[id, next[key] ?? '']],
              ),
            ),
          })
        }
      />
      {given.length > 0 && (
        <div className={shared.inputs}>
          {given.map((name) => (
            <TextInput
              key={name}
              label={t(`given.${name}`)}
              inputMode="decimal"
              value={values[name] ?? ''}
              onChange={(event) => onChange({ ...values, [name]: event.currentTarget.value })}
            />
          ))}
        </div>
      )}
      <output className={shared.result} aria-live="polite">
        {price ? (
          <span className={shared.price}>{format.money(price)}</span>
        ) : (
          <span className={shared.quiet}>{wrong ? words(wrong) : t('noResult')}</span>
        )}
        {price && (
          <Button
            size="small"
            look="quiet"
            onClick={() =>
              onCase({
                ...newCase(draft.cases),
                values: Object.fromEntries(
                  parameters.map(({ id, usual }) => [id, values[id] ?? usual]),
                ),
                price: values.price ?? '',
                quantity: values.quantity ?? '',
                expected: price.amount.replace('.', format.decimalSign),
              })
            }
          >
            {t('keepAsCase')}
          </Button>
        )}
      </output>
    </section>
  );
}
