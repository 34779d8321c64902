import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { labelOf } from '@/api/labels';
import type { Pipeline, Rec, RecordQuery, Stage } from '@/api/types';
import { stageOf, useCatalogue } from '@/catalogue';

export type DealOf = {
  deal: Rec;
  stage: Stage;
  pipeline: Pipeline;
  /** The pipeline wants a next step, and this task is the only one. */
  mustFollow: boolean;
};

/** The open deal that a task is about, and whether something has to follow the task. */
export function useDealOf(task: Rec): DealOf | null {
  const catalogue = useCatalogue();
  const about = typeof task.fields.about === 'string' ? task.fields.about : '';
  const isDeal = about !== '' && labelOf(about)?.object === 'deal';
  const { data: deal } = useQuery<Rec>({
    queryKey: keys.record('deal', about),
    queryFn: ({ signal }) => api.records.get('deal', about, signal),
    enabled: isDeal,
  });
  const home = deal && stageOf(catalogue, String(deal.fields.stage ?? ''));
  const open = home?.stage.kind === 'open' && !deal?.deleted_at;
  const enforced = open && home.pipeline.rules?.next_step === 'enforce';
  const query: RecordQuery = {
    filter: {
      and: [
        { field: 'about', op: 'eq', value: about },
        { field: 'done_at', op: 'empty' },
      ],
    },
    fields: ['title'],
    limit: 2,
  };
  const { data: others } = useQuery({
    queryKey: keys.page('task', query),
    queryFn: ({ signal }) => api.records.query('task', query, signal),
    enabled: enforced === true,
  });
  if (!deal || !home || !open) return null;
  const repeats = typeof task.fields.recurrence === 'string' && task.fields.recurrence !== '';
  const last = others?.records.every((one) => one.id === task.id) === true;
  return { deal, ...home, mustFollow: enforced === true && last && !repeats };
}
