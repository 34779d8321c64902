import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Operator, Term } from '@/api/types';
import { KindIcon } from '@/catalogue/icons';
import { kindOf, operatorsOf, type Shown } from '@/fields';
import { IconButton } from '@/ui/Button';
import { cx as join } from '@/ui/cx';
import { Drop } from '@/ui/Drop';
import classes from './Builder.module.css';
import { type Draft, newTerm, type TermDraft } from './draft';
import { FieldMenu } from './FieldMenu';
import type { FilterField } from './fields';
import { carryValue, isComplete, needsValue } from './terms';
import { useOperatorText, useTermText } from './useTermText';

type Props = {
  draft: TermDraft;
  fields: FilterField[];
  cx: Shown;
  onChange: (next: Draft | null) => void;
};

/** One condition in a line: field, comparison, value. */
export function BuilderTerm({ draft, fields, cx, onChange }: Props) {
  const t = useTranslations('filter');
  const operator = useOperatorText();
  const words = useTermText(cx);
  const [open, setOpen] = useState<'field' | 'value' | null>(null);
  const { term } = draft;
  const known = term ? fields.find((field) => field.path === term.field) : undefined;
  const set = (next: Term) => onChange({ ...draft, term: next });
  const offered = known ? operatorsOf(known.field) : [];
  const operators = term && !offered.includes(term.op) ? [term.op, ...offered] : offered;
  const Filter = known && kindOf(known.field).Filter;
  return (
    <div className={classes.term}>
      <Drop
        opened={open === 'field'}
        onClose={() => setOpen(null)}
        target={
          <button
            type="button"
            className={join(classes.part, classes.field)}
            aria-haspopup="dialog"
            aria-expanded={open === 'field'}
            onClick={() => setOpen('field')}
          >
            {known && <KindIcon kind={known.field.kind} />}
            <span className={classes.text}>
              {known
                ? known.through
                  ? t('path', { first: known.through, second: known.label })
                  : known.label
                : t('pickField')}
            </span>
            <IconChevronDown size={14} aria-hidden />
          </button>
        }
      >
        <FieldMenu
          fields={fields}
          onPick={(field) => {
            const op = operatorsOf(field.field)[0];
            setOpen(op && needsValue(op) ? 'value' : null);
            if (op) onChange({ ...newTerm({ field: field.path, op }), id: draft.id });
          }}
        />
      </Drop>
      {term && known && Filter && (
        <>
          <select
            className={join(classes.part, classes.op)}
            aria-label={t('operator')}
            value={term.op}
            onChange={(event) => {
              const op = event.currentTarget.value as Operator;
              set({ ...term, op, value: carryValue(term.op, op, term.value) });
            }}
          >
            {operators.map((op) => (
              <option key={op} value={op}>
                {operator(op, known)}
              </option>
            ))}
          </select>
          {needsValue(term.op) && (
            <Drop
              opened={open === 'value'}
              onClose={() => setOpen(null)}
              target={
                <button
                  type="button"
                  className={join(classes.part, classes.value, !isComplete(term) && classes.open)}
                  aria-haspopup="dialog"
                  aria-expanded={open === 'value'}
                  onClick={() => setOpen('value')}
                >
                  <span className={classes.text}>
                    {isComplete(term) ? words(term, known, 'value') : t('pick')}
                  </span>
                </button>
              }
            >
              <Filter
                key={term.op}
                field={known.field}
                op={term.op}
                value={term.value}
                cx={cx}
                onChange={(value) => set({ ...term, value })}
              />
            </Drop>
          )}
        </>
      )}
      <IconButton size="small" label={t('removeCondition')} onClick={() => onChange(null)}>
        <IconX size={14} />
      </IconButton>
    </div>
  );
}
