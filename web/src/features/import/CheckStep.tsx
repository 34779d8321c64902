import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Failed, Skeleton, Working } from '@/ui/State';
import classes from './Import.module.css';
import { matchOf } from './mapping';
import { useImportObjects } from './objects';
import { PlanTable } from './PlanTable';
import { useImportProblem } from './problems';
import { Tally } from './Tally';
import { Trial } from './Trial';
import { UnmatchedList } from './UnmatchedList';
import type { Draft } from './useImport';
import { type ImportMapping, imports, type PlannedAction, type Unmatched } from './wire';

type Props = {
  draft: Draft;
  onMapping: (mapping: ImportMapping) => void;
  onBack: () => void;
  onStarted: (id: string) => void;
};

/** What each row would become, before anything is written. */
export function CheckStep({ draft, onMapping, onBack, onStarted }: Props) {
  const t = useTranslations('import');
  const common = useTranslations('common');
  const format = useFormat();
  const words = useImportProblem();
  const { file, mapping } = draft;
  const object = useImportObjects().find((candidate) => candidate.key === mapping.object);
  const [only, setOnly] = useState<PlannedAction | null>(null);
  const plan = useQuery({
    queryKey: ['import-plan', file.id, mapping],
    queryFn: ({ signal }) => imports.preview(file.id, mapping, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const questions = useQuestions(plan.data?.unmatched, mapping);
  const run = useMutation({
    mutationFn: () => imports.run(file.id, mapping),
    onSuccess: () => onStarted(file.id),
  });
  const counts = plan.data?.counts;
  const writes = counts ? counts.create + counts.update : 0;
  const taken = counts ? file.rows - counts.reject - counts.skip : file.rows;
  return (
    <>
      <Working active={plan.isFetching && plan.isPlaceholderData} />
      <div className={classes.wide}>
        {plan.isError && <Failed error={plan.error} onRetry={() => void plan.refetch()} />}
        {plan.isPending && <Skeleton width="100%" height={120} />}
        {plan.data && (
          <>
            <Tally counts={plan.data.counts} only={only} onOnly={setOnly} />
            {plan.data.tried && (
              <Trial
                tried={plan.data.tried}
                mapping={mapping}
                rows={file.rows}
                onMapping={onMapping}
              />
            )}
            {questions.length > 0 && (
              <UnmatchedList
                questions={questions}
                mapping={mapping}
                object={object}
                onMapping={onMapping}
              />
            )}
            <PlanTable
              plan={plan.data}
              questions={questions}
              only={only}
              object={object}
              mapping={mapping}
              rows={file.rows}
            />
          </>
        )}
      </div>
      <footer className={classes.foot}>
        <Button onClick={onBack}>{common('back')}</Button>
        <p className={classes.flaws} role="status">
          {run.isError && words(run.error)}
          {!run.isError && counts && writes === 0 && t('nothingToDo')}
        </p>
        <Button
          look="primary"
          busy={run.isPending}
          disabled={!plan.data || plan.isError}
          onClick={() => run.mutate()}
        >
          {t('run', { count: taken, shown: format.number(taken) })}
        </Button>
      </footer>
    </>
  );
}

/** Values to decide about. One decided stays in sight, so that the decision can be seen and changed. */
function useQuestions(found: Unmatched[] | undefined, mapping: ImportMapping): Unmatched[] {
  const [all, setAll] = useState<Unmatched[]>([]);
  const fresh = (found ?? []).filter(
    (one) => !all.some((old) => old.field === one.field && old.value === one.value),
  );
  if (fresh.length > 0) setAll([...all, ...fresh]);
  return all.filter(
    (one) =>
      matchOf(mapping, one.field, one.value) !== null ||
      found?.some((now) => now.field === one.field && now.value === one.value),
  );
}
