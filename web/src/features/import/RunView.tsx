import { IconCircleCheck, IconCircleX, IconDownload, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { keys } from '@/api/keys';
import type { FilterNode, ProblemItem } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Failed, Skeleton } from '@/ui/State';
import shared from './Import.module.css';
import { useImportObjects } from './objects';
import { useItemText } from './problems';
import classes from './RunView.module.css';
import { useUndoImport } from './useUndoImport';
import { type ImportCounts, type ImportRun, imports } from './wire';

const over = (run: ImportRun | undefined) => run?.status === 'done' || run?.status === 'failed';

type Props = {
  id: string;
  /** What the rows became, as far as this page knows it. */
  object?: string;
  onAgain: () => void;
};

/** An import under way or done. The page may be left: the server goes on by itself. */
export function RunView({ id, object, onAgain }: Props) {
  const query = useQuery({
    queryKey: [...keys.imports, id],
    queryFn: () => imports.get(id),
    refetchInterval: (state) => (over(state.state.data) ? false : 400),
  });
  const run = query.data;
  return (
    <div className={shared.narrow}>
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton width="100%" height={90} />}
      {run && !over(run) && <Progress run={run} />}
      {run && over(run) && <Report run={{ object, ...run }} onAgain={onAgain} />}
    </div>
  );
}

function Progress({ run }: { run: ImportRun }) {
  const t = useTranslations('import');
  const format = useFormat();
  const share = run.total > 0 ? run.done / run.total : 0;
  return (
    <section className={shared.card}>
      <div className={classes.progressTop}>
        <h2>{t('running')}</h2>
        <span>
          {t('progress', { done: format.number(run.done), total: format.number(run.total) })}
        </span>
      </div>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={t('running')}
        aria-valuemin={0}
        aria-valuemax={run.total}
        aria-valuenow={run.done}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
      <p className={shared.quiet}>{t('mayLeave')}</p>
    </section>
  );
}

const counted = ['created', 'updated', 'unchanged', 'skipped', 'rejected'] as const;

function Report({ run, onAgain }: { run: ImportRun; onAgain: () => void }) {
  const t = useTranslations('import');
  const undo = useUndoImport();
  const failed = run.status === 'failed';
  const changed = (run.counts?.created ?? 0) + (run.counts?.updated ?? 0);
  return (
    <section className={shared.card}>
      <div className={classes.reportTop} data-failed={failed || undefined}>
        {failed ? <IconCircleX size={22} aria-hidden /> : <IconCircleCheck size={22} aria-hidden />}
        <div>
          <h2>{failed ? t('failed') : run.undone ? t('wasUndone') : t('done')}</h2>
          <p className={shared.quiet}>{run.filename}</p>
        </div>
      </div>
      {failed && <Reasons error={run.error} />}
      {run.counts && <Counts counts={run.counts} />}
      <div className={classes.reportFoot}>
        <OpenRecords run={run} changed={changed} />
        {(run.counts?.rejected ?? 0) > 0 && (
          <a className={classes.linkButton} href={imports.rejectedAddress(run.id)} download>
            <IconDownload size={15} aria-hidden />
            {t('getRejected')}
          </a>
        )}
        {run.batch && changed > 0 && !run.undone && (
          <Button
            icon={<IconHistory size={15} aria-hidden />}
            busy={undo.isPending}
            onClick={() => undo.mutate(run)}
          >
            {t('undo')}
          </Button>
        )}
        <Button look="quiet" onClick={onAgain}>
          {t('another')}
        </Button>
      </div>
    </section>
  );
}

/** Why it failed: a code, or a code with what exactly is wrong. */
function Reasons({ error }: { error: ImportRun['error'] }) {
  const words = useItemText();
  if (!error) return null;
  const items = typeof error === 'string' ? [{ code: error }] : (error.problems ?? [error]);
  return (
    <p className={shared.refused}>
      {(items.length > 0 ? items : [error as ProblemItem]).map(words).join(' ')}
    </p>
  );
}

function Counts({ counts }: { counts: ImportCounts }) {
  const t = useTranslations('import');
  const format = useFormat();
  return (
    <dl className={classes.counts}>
      {counted.map((key) => (
        <div key={key} data-bad={(key === 'rejected' && counts[key] > 0) || undefined}>
          <dt>{t(`did.${key}`)}</dt>
          <dd>{format.number(counts[key])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The records the import has touched, as far as they have a list. */
function OpenRecords({ run, changed }: { run: ImportRun; changed: number }) {
  const t = useTranslations('import');
  const object = useImportObjects().find((candidate) => candidate.key === run.object);
  if (!object || object.key === 'user' || run.undone) return null;
  const since: FilterNode | undefined =
    changed > 0 && run.created_at
      ? { and: [{ field: 'updated_at', op: 'gte', value: run.created_at }] }
      : undefined;
  return (
    <Link
      to="/records/$object"
      params={{ object: object.key }}
      search={{ filter: since }}
      className={classes.primaryLink}
    >
      {t('openRecords', { object: object.label_plural })}
    </Link>
  );
}
