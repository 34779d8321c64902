import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Stage } from '@/api/types';
import { useCatalogue, useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import type { Shown } from './types';

/** Everything that turns values into words; use it once per page or table. */
export function useShown(): Shown {
  const format = useFormat();
  const catalogue = useCatalogue();
  const users = useUsersById();
  const t = useTranslations('common');
  const fields = useTranslations('fields');
  return useMemo(() => {
    const stages = new Map<string, Stage>();
    const pipelines = new Map<string, string>();
    for (const pipeline of catalogue.pipelines) {
      pipelines.set(pipeline.id, pipeline.name);
      for (const stage of pipeline.stages) stages.set(stage.id, stage);
    }
    return {
      format,
      catalogue,
      user: (id) => users.get(id),
      people: () => [...users.values()],
      stage: (id) => stages.get(id),
      pipeline: (id) => pipelines.get(id),
      words: { yes: t('yes'), no: t('no'), hidden: fields('hidden') },
      today: format.today(),
    };
  }, [format, catalogue, users, t, fields]);
}
