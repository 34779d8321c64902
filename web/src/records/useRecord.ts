import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { Problem } from '@/api/problem';
import type { Rec } from '@/api/types';
import { heldRecord } from './cache';

/** One record with all its fields; what a list already knows of it is shown while the rest comes. */
export function useRecord(object: string, id: string) {
  const client = useQueryClient();
  return useQuery<Rec>({
    queryKey: keys.record(object, id),
    queryFn: ({ signal }) => readRecord(object, id, signal),
    placeholderData: () => heldRecord(client, object, id),
  });
}

/** A record, also from the bin: there it is read and restored, not changed. */
export async function readRecord(object: string, id: string, signal?: AbortSignal): Promise<Rec> {
  try {
    return await api.records.get(object, id, signal);
  } catch (error) {
    if (!isGone(error)) throw error;
    const filter = { field: 'id', op: 'in' as const, value: [id] };
    const bin = await api.records
      .query(object, { deleted: true, filter, limit: 1 }, signal)
      .catch(() => undefined);
    const [found] = bin?.records ?? [];
    if (!found) throw error;
    return { ...found, can: { edit: false, delete: found.can?.delete !== false } };
  }
}

export function isGone(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}
