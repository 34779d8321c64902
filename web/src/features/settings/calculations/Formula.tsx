import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemItem } from '@/api/types';
import { useCalculationText } from '@/records/calculations/useCalculationText';
import { TextArea } from '@/ui/TextInput';
import classes from './Calculations.module.css';

const given = ['price', 'quantity'];
const functions = ['if', 'min', 'max', 'round', 'ceil', 'floor', 'abs'];

type Props = {
  value: string;
  /** The words of the parameters. */
  names: string[];
  problem: ProblemItem | undefined;
  onChange: (value: string) => void;
};

/** How it counts. What is wrong is said at once, at its place; a word is put in by a click. */
export function Formula({ value, names, problem, onChange }: Props) {
  const t = useTranslations('calculations');
  const words = useCalculationText();
  const area = useRef<HTMLTextAreaElement>(null);
  const put = (word: string, back = 0) => {
    const box = area.current;
    const [from, to] = [box?.selectionStart ?? value.length, box?.selectionEnd ?? value.length];
    onChange(value.slice(0, from) + word + value.slice(to));
    const at = from + word.length - back;
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(at, at);
    });
  };
  return (
    <div className={classes.formula}>
      <TextArea
        ref={area}
        label={t('formula')}
        hint={t('formulaHint')}
        required
        spellCheck={false}
        autoCapitalize="none"
        rows={2}
        value={value}
        error={problem && words(problem)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {problem && <Place formula={value} problem={problem} />}
      <div className={classes.words} role="group" aria-label={t('words')}>
        {[...names, ...given].map((name) => (
          <button
            key={name}
            type="button"
            title={t.has(`given.${name as 'price'}`) ? t(`given.${name as 'price'}`) : undefined}
            onClick={() => put(name)}
          >
            {name}
          </button>
        ))}
        {functions.map((name) => (
          <button
            key={name}
            type="button"
            title={t(`function.${name as 'if'}`)}
            onClick={() => put(`${name}()`, 1)}
          >
            {name}()
          </button>
        ))}
      </div>
    </div>
  );
}

/** The formula with the place at which it cannot be read. */
function Place({ formula, problem }: { formula: string; problem: ProblemItem }) {
  const { at, name } = (problem.params ?? {}) as { at?: number; name?: string };
  const chars = [...formula];
  let from = typeof at === 'number' ? at - 1 : -1;
  let length = 1;
  if (typeof name === 'string' && name !== '') {
    from = [...(formula.split(name)[0] ?? '')].length;
    length = [...name].length;
  }
  if (from < 0) return null;
  return (
    <code className={classes.place} aria-hidden>
      {chars.slice(0, from).join('')}
      <mark>{chars.slice(from, from + length).join('') || ' '}</mark>
      {chars.slice(from + length).join('')}
    </code>
  );
}
