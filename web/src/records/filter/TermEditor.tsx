import { IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Operator, Term } from '@/api/types';
import { kindOf, operatorsOf, type Shown } from '@/fields';
import { IconButton } from '@/ui/Button';
import classes from './Filter.module.css';
import type { FilterField } from './fields';
import { carryValue, needsValue } from './terms';
import { useOperatorText } from './useTermText';

type Props = {
  known: FilterField;
  term: Term;
  cx: Shown;
  onChange: (term: Term) => void;
  onRemove: () => void;
};

/** Field, comparison, value: the three parts of one condition. */
export function TermEditor({ known, term, cx, onChange, onRemove }: Props) {
  const t = useTranslations('filter');
  const operator = useOperatorText();
  const { Filter } = kindOf(known.field);
  const offered = operatorsOf(known.field);
  const operators = offered.includes(term.op) ? offered : [term.op, ...offered];
  const editor = useRef<HTMLDivElement>(null);
  const { op } = term;
  // What was focused before (the list of fields, another comparison's value) is gone: the focus goes on to the value.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another comparison has another value to enter
  useEffect(() => {
    const here = editor.current;
    if (!here || here.contains(document.activeElement)) return;
    const value = here.querySelector<HTMLElement>('[data-value] :is([data-autofocus], input)');
    (value ?? here.querySelector('select'))?.focus();
  }, [op]);
  return (
    <div ref={editor} className={classes.editor}>
      <div className={classes.editorHead}>
        <span className={classes.editorField}>{known.label}</span>
        <select
          className={classes.operator}
          aria-label={t('operator')}
          value={term.op}
          onChange={(event) => {
            const op = event.currentTarget.value as Operator;
            onChange({ ...term, op, value: carryValue(term.op, op, term.value) });
          }}
        >
          {operators.map((op) => (
            <option key={op} value={op}>
              {operator(op, known)}
            </option>
          ))}
        </select>
        <IconButton size="small" label={t('remove')} onClick={onRemove}>
          <IconTrash size={15} />
        </IconButton>
      </div>
      {needsValue(term.op) && (
        <div data-value>
          <Filter
            key={term.op}
            field={known.field}
            op={term.op}
            value={term.value}
            cx={cx}
            onChange={(value) => onChange({ ...term, value })}
          />
        </div>
      )}
    </div>
  );
}
