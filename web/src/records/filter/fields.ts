import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Field, ObjectType, Team } from '@/api/types';
import { objectOf, useCatalogue } from '@/catalogue';

/** A field that can be compared: its own key, or one step along a link or a person. */
export type FilterField = {
  path: string;
  label: string;
  /** Set for a step: the label of the link. */
  through?: string;
  field: Field;
};

export function useTeams(): Team[] {
  return (
    useQuery({ queryKey: keys.teams, queryFn: api.teams, staleTime: 5 * 60_000, retry: false })
      .data ?? []
  );
}

const bare = {
  required: false,
  read_only: true,
  unique: false,
  custom: false,
  system: true,
  sortable: false,
  groupable: false,
} as const;

/** Every field of an object that a filter can name, its own first. */
export function useFilterFields(object: ObjectType): FilterField[] {
  const catalogue = useCatalogue();
  const teams = useTeams();
  const t = useTranslations('filter');
  return useMemo(() => {
    const own: FilterField[] = [];
    const steps: FilterField[] = [];
    const teamOptions = teams.map((team) => ({ key: team.id, label: team.name }));
    for (const field of object.fields) {
      if (field.operators.length > 0) own.push({ path: field.key, label: field.label, field });
      if (field.kind === 'link' && field.targets?.length === 1) {
        const target = objectOf(catalogue, field.targets[0] ?? '');
        for (const inner of target?.fields ?? []) {
          if (inner.operators.length === 0 || inner.kind === 'link') continue;
          steps.push({
            path: `${field.key}.${inner.key}`,
            label: inner.label,
            through: field.label,
            field: inner,
          });
        }
      }
      if (field.kind === 'user' && !field.system) {
        const parts: [string, Field['kind'], string][] = [
          ['team', 'one_of', t('userParts.team')],
          ['manager', 'user', t('userParts.manager')],
          ['office', 'one_of', t('userParts.office')],
        ];
        for (const [key, kind, label] of parts) {
          steps.push({
            path: `${field.key}.${key}`,
            label,
            through: field.label,
            field: {
              ...bare,
              key,
              kind,
              label,
              operators: ['in', 'not_in', 'empty', 'not_empty'],
              options: teamOptions,
            },
          });
        }
      }
    }
    return [...own, ...steps];
  }, [object, catalogue, teams, t]);
}
