import { useTranslations } from 'use-intl';
import type { TimelineEntry } from '@/api/types';
import type { Shown } from '@/fields';
import classes from './Timeline.module.css';

type Reason = 'rule' | 'known_client' | 'moved_on' | 'escalated';
type Why = {
  reason: Reason;
  user?: string;
  rule?: string;
  name?: string;
  method?: Method;
  after?: number;
};
type Method = 'round_robin' | 'least_loaded' | 'weighted' | 'skill' | 'team' | 'person';

/** Why the rules have given a record to whom they gave it. */
export function WhyGiven({ entry, cx }: { entry: TimelineEntry; cx: Shown }) {
  const t = useTranslations('timeline');
  const why = entry.why as Why | null | undefined;
  if (!why) return null;
  const reason = why.reason === 'known_client' && why.rule ? 'known_client_waits' : why.reason;
  return (
    <p className={classes.why}>
      {t(`why.${reason}`, {
        name: (why.user && cx.user(why.user)?.name) ?? '',
        rule: why.name ?? '',
        method: why.method ? t(`method.${why.method}`) : '',
        minutes: why.after ?? 0,
      })}
    </p>
  );
}
