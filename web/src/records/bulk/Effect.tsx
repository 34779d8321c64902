import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { BulkResult, ObjectType } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { Skeleton } from '@/ui/State';
import { useRuleLabel } from '../rules/useRuleLabel';
import classes from './Bulk.module.css';

type Props = {
  object: ObjectType;
  result: BulkResult | undefined;
  error: unknown;
  /** They go to the bin. */
  deletes?: boolean;
};

const NAMED = 20;

/** What a change of many records will do: how many change, are so already, and cannot, with their names and reasons. */
export function Effect({ object, result, error, deletes }: Props) {
  const t = useTranslations('list');
  const words = useProblemText();
  const ruleLabel = useRuleLabel();
  const failed = (result?.results ?? []).filter((one) => !one.ok).slice(0, NAMED);
  const ids = failed.map((one) => one.id);
  const names = useQuery({
    queryKey: ['records', object.key, 'named', ids],
    queryFn: async () => {
      const page = await api.records.query(object.key, {
        filter: { field: 'id', op: 'in', value: ids },
        fields: [object.title],
        limit: NAMED,
      });
      return new Map(page.records.map((one) => [one.id, String(one.fields[object.title] ?? '')]));
    },
    enabled: ids.length > 0,
  });
  if (error) {
    return (
      <p className={classes.refused} role="alert">
        {words(asProblem(error))}
      </p>
    );
  }
  if (!result) {
    return (
      <div className={classes.effect} aria-busy>
        <Skeleton width="55%" />
      </div>
    );
  }
  const { changed, unchanged, failed: refused } = result.counts;
  const label = (key: string) =>
    object.key === 'deal' || object.key === 'lead'
      ? ruleLabel(key)
      : (object.fields.find((field) => field.key === key)?.label ?? key);
  return (
    <div className={classes.effect} role="status">
      <span className={classes.line}>
        <IconCheck size={15} className={classes.good} aria-hidden />
        {t(deletes ? 'effect.deleted' : 'effect.changed', { count: changed })}
      </span>
      {unchanged > 0 && (
        <span className={classes.line}>
          <IconMinus size={15} aria-hidden />
          {t('effect.unchanged', { count: unchanged })}
        </span>
      )}
      {refused > 0 && (
        <span className={classes.line}>
          <IconAlertTriangle size={15} className={classes.bad} aria-hidden />
          {t('effect.failed', { count: refused })}
        </span>
      )}
      {failed.length > 0 && (
        <ul className={classes.failed}>
          {failed.map((one) => (
            <li key={one.id}>
              <Link
                to="/records/$object/$id"
                params={{ object: object.key, id: one.id }}
                target="_blank"
                className={classes.one}
              >
                {names.data?.get(one.id) ?? '…'}
              </Link>{' '}
              {words(
                Object.assign(asProblem(null), {
                  code: one.code ?? 'invalid',
                  problems: one.problems ?? [],
                }),
                label,
              )}
            </li>
          ))}
          {refused > failed.length && (
            <li>{t('effect.more', { count: refused - failed.length })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
