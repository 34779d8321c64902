import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { ObjectType, Rec } from '@/api/types';

/** Whom one writes to or calls: the record itself, or the contact of a deal. */
export function usePerson(
  object: ObjectType | undefined,
  record: Rec | undefined,
): Rec | undefined {
  const isReached = object?.fields.some(
    (field) => field.kind === 'emails' || field.kind === 'phones',
  );
  const contact = isReached ? null : record?.fields.contact;
  const id = typeof contact === 'string' ? contact : '';
  const { data } = useQuery({
    queryKey: keys.record('contact', id),
    queryFn: ({ signal }) => api.records.get('contact', id, signal),
    enabled: id !== '',
  });
  return isReached ? record : data;
}

/** The main one of several, else the one named first. */
export function first<T extends { primary?: boolean }>(
  list: T[] | null | undefined,
): T | undefined {
  return list?.find((entry) => entry.primary) ?? list?.[0];
}
