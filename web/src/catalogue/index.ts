import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Catalogue, Field, ObjectType, Pipeline, Stage, User } from '@/api/types';

export const catalogueQuery = queryOptions({
  queryKey: keys.catalogue,
  queryFn: api.catalogue,
  // Fields can be added while one works: whoever comes back to the window sees them.
  staleTime: 30_000,
  refetchOnWindowFocus: true,
});

export const usersQuery = queryOptions({
  queryKey: keys.users,
  queryFn: api.users,
  staleTime: 5 * 60_000,
});

/** The objects and fields in force; below the shell they are always loaded. */
export function useCatalogue(): Catalogue {
  const { data } = useQuery(catalogueQuery);
  if (!data) throw new Error('useCatalogue is for pages behind the sign-in');
  return data;
}

export function useObject(key: string): ObjectType | undefined {
  return objectOf(useCatalogue(), key);
}

export function objectOf(catalogue: Catalogue, key: string): ObjectType | undefined {
  return catalogue.objects.find((object) => object.key === key);
}

export function fieldOf(object: ObjectType | undefined, key: string): Field | undefined {
  return object?.fields.find((field) => field.key === key);
}

export function useUsers(): User[] {
  return useQuery(usersQuery).data ?? [];
}

export function useUsersById(): Map<string, User> {
  const users = useUsers();
  return useMemo(() => new Map(users.map((user) => [user.id, user])), [users]);
}

export function stageOf(
  catalogue: Catalogue,
  id: string,
): { stage: Stage; pipeline: Pipeline } | undefined {
  for (const pipeline of catalogue.pipelines) {
    const stage = pipeline.stages.find((candidate) => candidate.id === id);
    if (stage) return { stage, pipeline };
  }
  return undefined;
}

/** The pipelines that records of an object go through. */
export function pipelinesOf(catalogue: Catalogue, object = 'deal'): Pipeline[] {
  return catalogue.pipelines.filter((pipeline) => pipeline.object === object);
}

export function defaultPipeline(catalogue: Catalogue, object = 'deal'): Pipeline | undefined {
  const all = pipelinesOf(catalogue, object);
  return all.find((pipeline) => pipeline.is_default) ?? all[0];
}

/** Objects that have a place in the menu: a line item lives inside its deal, a task on the page of tasks. */
export function menuObjects(catalogue: Catalogue): ObjectType[] {
  return catalogue.objects.filter(
    (object) => object.can.read !== 'none' && object.parent === null && object.key !== 'task',
  );
}

export function mayEdit(object: ObjectType): boolean {
  return object.can.edit !== 'none';
}
