import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TimelineEntry } from '@/api/types';
import timeline from '@/records/timeline/Timeline.module.css';
import { Button } from '@/ui/Button';
import { talkKey, talks } from './wire';

/** The way that a talk took, asked for when somebody wants to know. */
export function TalkTold({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations('timeline');
  const [opened, setOpened] = useState(false);
  const id = String((entry.talk as { run?: string } | null)?.run ?? '');
  const { data } = useQuery({
    queryKey: talkKey(id),
    queryFn: ({ signal }) => talks.get(id, signal),
    enabled: opened && id !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!opened) {
    return (
      <div>
        <Button size="small" look="quiet" onClick={() => setOpened(true)}>
          {t('howItWent')}
        </Button>
      </div>
    );
  }
  const asked = (data?.story ?? []).filter((line) => line.answer);
  return (
    data && (
      <div className={timeline.box}>
        <dl className={timeline.changes}>
          {asked.map((line, at) => (
            <div key={at} className={timeline.change}>
              <dt>{line.text.replaceAll('**', '')}</dt>
              <dd>{line.answer}</dd>
            </div>
          ))}
          {asked.length === 0 && <dd>{t('nothingAnswered')}</dd>}
        </dl>
      </div>
    )
  );
}
