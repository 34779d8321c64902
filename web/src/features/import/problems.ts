import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem } from '@/api/problem';
import type { ObjectType, ProblemItem } from '@/api/types';
import { useCodeText } from '@/app/problem-text';
import { fieldOf } from '@/catalogue';
import { useRuleLabel } from '@/records/rules/useRuleLabel';

type Own = Parameters<ReturnType<typeof useTranslations<'import.problem'>>>[0];

/** Words for one thing that is wrong: those of files and rows here, all others as everywhere. */
export function useItemText(): (item: ProblemItem) => string {
  const t = useTranslations('import.problem');
  const common = useCodeText();
  return useCallback(
    ({ code, params }) => {
      if (!t.has(code as Own)) return common(code, params);
      const values = Object.fromEntries(
        Object.entries(params ?? {}).map(([key, value]) => [key, value as string | number]),
      );
      return t(code as Own, { ...blank, ...values });
    },
    [t, common],
  );
}

/** Every placeholder of the sentences, so that a value the server leaves out reads as nothing. */
const blank = {
  line: '',
  encoding: '',
  name: '',
  what: '',
  detail: '',
  limit: '',
  row: '',
  column: '',
  value: '',
  expected: '',
  found: '',
  field: '',
  key: '',
};

/** Why a file or a whole step was refused. */
export function useImportProblem(): (error: unknown) => string {
  const words = useItemText();
  return useCallback(
    (error) => {
      const problem = asProblem(error);
      const items = problem.problems.length > 0 ? problem.problems : [{ code: problem.code }];
      return items.slice(0, 3).map(words).join(' ');
    },
    [words],
  );
}

const passes = (object: ObjectType | undefined) => object?.key === 'deal' || object?.key === 'lead';

/** Why a row will be rejected: the field by its name, then what is wrong. */
export function useRowReasons(object: ObjectType | undefined): (problems: ProblemItem[]) => string {
  const words = useItemText();
  const t = useTranslations('errors');
  const ruleLabel = useRuleLabel();
  return useCallback(
    (problems) => {
      const said = problems.map((item) => {
        const text = words(item);
        if (!item.field || item.code === 'checklist') return text;
        const key = item.field.split('.')[0] ?? '';
        // What a stage asks for may be a field of the company or the contact.
        const label =
          passes(object) && item.field.includes('.')
            ? ruleLabel(item.field)
            : (fieldOf(object, key)?.label ?? key);
        return t('withField', { field: label, problem: text });
      });
      return [...new Set(said)].join(' ');
    },
    [words, t, object, ruleLabel],
  );
}
