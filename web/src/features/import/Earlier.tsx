import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { keys } from '@/api/keys';
import type { Tone } from '@/api/types';
import { useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Pill } from '@/ui/Pill';
import classes from './Earlier.module.css';
import { useImportObjects } from './objects';
import { useUndoImport } from './useUndoImport';
import { type ImportRun, imports } from './wire';

/** Imports made so far, newest first, each with the way to take it back. */
export function Earlier() {
  const t = useTranslations('import');
  const { data } = useQuery({ queryKey: keys.imports, queryFn: imports.list, staleTime: 0 });
  const runs = (data ?? []).filter(
    (run) => run.status !== 'uploaded' && run.status !== 'uploading',
  );
  if (runs.length === 0) return null;
  return (
    <section className={classes.earlier} aria-label={t('earlier')}>
      <h2>{t('earlier')}</h2>
      <ul>
        {runs.map((run) => (
          <Line key={run.id} run={run} />
        ))}
      </ul>
    </section>
  );
}

const toneOf: Record<ImportRun['status'], Tone> = {
  uploading: 'gray',
  uploaded: 'gray',
  running: 'blue',
  done: 'green',
  failed: 'red',
};

function Line({ run }: { run: ImportRun }) {
  const t = useTranslations('import');
  const format = useFormat();
  const users = useUsersById();
  const object = useImportObjects().find((candidate) => candidate.key === run.object);
  const undo = useUndoImport();
  const counts = run.counts;
  const changed = (counts?.created ?? 0) + (counts?.updated ?? 0);
  const who = run.created_by ? users.get(run.created_by)?.name : undefined;
  const about = [object?.label_plural, run.created_at && format.ago(run.created_at), who];
  return (
    <li>
      <Link to="/import" search={{ id: run.id }} className={classes.runName}>
        <b>{run.filename}</b>
        <small>{about.filter(Boolean).join(' · ')}</small>
      </Link>
      {counts && (
        <span className={classes.runCounts}>
          {t('summary', {
            created: format.number(counts.created),
            updated: format.number(counts.updated),
            rejected: format.number(counts.rejected),
          })}
        </span>
      )}
      <Pill tone={run.undone ? 'gray' : toneOf[run.status]} dot>
        {run.undone ? t('status.undone') : t(`status.${run.status}`)}
      </Pill>
      <span>
        {run.batch && run.status === 'done' && changed > 0 && !run.undone && (
          <Button
            size="small"
            icon={<IconHistory size={14} aria-hidden />}
            busy={undo.isPending}
            onClick={() => undo.mutate(run)}
          >
            {t('undoShort')}
          </Button>
        )}
      </span>
    </li>
  );
}
