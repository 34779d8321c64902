import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemItem } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Choose } from '@/ui/Choose';
import { Labelled, TextInput } from '@/ui/TextInput';
import classes from './Calculations.module.css';
import { useCalculationText } from './useCalculationText';
import { type Values, written } from './values';
import type { Parameter } from './wire';

type Props = {
  parameters: readonly Parameter[];
  values: Values;
  problems: readonly ProblemItem[];
  autoFocus?: boolean;
  onChange: (values: Values) => void;
};

/** What a calculation asks for, each with its unit and limits, and what is wrong with it. */
export function ParameterInputs({ parameters, values, problems, autoFocus, onChange }: Props) {
  const words = useCalculationText();
  const wrong = (key: string) => {
    const found = problems.find(({ field }) => field === `parameters.${key}`);
    return found && words(found);
  };
  return (
    <div className={classes.inputs}>
      {parameters.map((parameter, at) => {
        const props = {
          parameter,
          value: values[parameter.key] ?? '',
          error: wrong(parameter.key),
          onChange: (value: string) => onChange({ ...values, [parameter.key]: value }),
        };
        return parameter.kind === 'choice' ? (
          <OneOf key={parameter.key} {...props} />
        ) : (
          <Amount key={parameter.key} {...props} autoFocus={autoFocus && at === 0} />
        );
      })}
    </div>
  );
}

type OneProps = {
  parameter: Parameter;
  value: string;
  error: string | undefined;
  autoFocus?: boolean;
  onChange: (value: string) => void;
};

function Amount({ parameter, value, error, autoFocus, onChange }: OneProps) {
  const { label, unit } = parameter;
  return (
    <TextInput
      label={label}
      hint={useLimits(parameter)}
      error={error}
      inputMode="decimal"
      after={unit || undefined}
      value={value}
      data-autofocus={autoFocus || undefined}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function OneOf({ parameter, value, error, onChange }: OneProps) {
  const id = useId();
  return (
    <Labelled id={id} label={parameter.label} error={error}>
      <Choose
        id={id}
        label={parameter.label}
        value={value || null}
        invalid={Boolean(error)}
        options={(parameter.options ?? []).map(({ key, label }) => ({ value: key, label }))}
        onChange={onChange}
      />
    </Labelled>
  );
}

function useLimits({ min, max }: Parameter): string | undefined {
  const t = useTranslations('calculations');
  const format = useFormat();
  const least = min ? written(min, format) : null;
  const most = max ? written(max, format) : null;
  if (least !== null && most !== null) return t('between', { min: least, max: most });
  if (least !== null) return t('atLeast', { min: least });
  return most === null ? undefined : t('atMost', { max: most });
}
