import { IconCalculator } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { kept, shortText } from '../calculations/values';
import type { Calculation } from '../calculations/wire';
import classes from './Lines.module.css';

type Props = { line: Rec; calculation: Calculation; onEdit: (() => void) | undefined };

/** By what a line is priced, in one line; whoever may change it opens the form. */
export function ParameterWords({ line, calculation, onEdit }: Props) {
  const t = useTranslations('lines');
  const format = useFormat();
  const { parameters } = calculation;
  const usual = Object.fromEntries(
    parameters.flatMap(({ key, default: value }) =>
      value === null || value === undefined ? [] : [[key, String(value)]],
    ),
  );
  const words = shortText(parameters, { ...usual, ...kept(line.fields.parameters) }, format);
  const name = String(line.fields.name ?? '');
  if (!onEdit) return words ? <span className={classes.parameters}>{words}</span> : null;
  return (
    <button
      type="button"
      className={classes.parameters}
      title={t('parametersOf', { name })}
      onClick={onEdit}
    >
      <IconCalculator size={14} stroke={1.7} aria-hidden />
      <span>{words || t('sayParameters')}</span>
    </button>
  );
}
