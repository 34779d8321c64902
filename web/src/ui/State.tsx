import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { Button } from './Button';
import classes from './State.module.css';

type EmptyProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** Why it is useful, in one line. */
  hint?: ReactNode;
  children?: ReactNode;
};

/** What stands where there is nothing yet. */
export function Empty({ icon, title, hint, children }: EmptyProps) {
  return (
    <div className={classes.state}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <div className={classes.title}>{title}</div>
      {hint && <div className={classes.hint}>{hint}</div>}
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  );
}

/** What failed, why, and a way to try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTranslations();
  const words = useProblemText();
  const problem = asProblem(error);
  // Cut off, nothing has failed: there is only nothing to show.
  const cutOff = problem.code === 'offline' && !navigator.onLine;
  const title = cutOff ? 'notSeen' : problem.status === 404 ? 'gone' : 'title';
  return (
    <div className={classes.state} role="alert">
      <div className={classes.title}>{t(`errors.${title}`)}</div>
      <div className={classes.hint}>{cutOff ? t('errors.notSeenHint') : words(problem)}</div>
      {problem.status >= 500 && problem.requestId && (
        <div className={classes.hint}>{t('errors.requestId', { id: problem.requestId })}</div>
      )}
      {onRetry && (
        <div className={classes.actions}>
          <Button onClick={onRetry}>{t('common.retry')}</Button>
        </div>
      )}
    </div>
  );
}

/** Grey bars in the place of text, for a first load only. */
export function Skeleton({
  width = '100%',
  height = 10,
}: {
  width?: number | string;
  height?: number;
}) {
  return <span className={classes.skeleton} style={{ width, height }} aria-hidden />;
}

/** Thin bar on top of a page while old data is still shown. */
export function Working({ active }: { active: boolean }) {
  const t = useTranslations('common');
  if (!active) return null;
  return <div className={classes.working} role="progressbar" aria-label={t('loading')} aria-busy />;
}
