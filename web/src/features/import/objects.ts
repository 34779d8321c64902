import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, ObjectType } from '@/api/types';
import { useSession } from '@/app/session';
import { useCatalogue } from '@/catalogue';

const userFields = ['name', 'email', 'team', 'manager', 'office'] as const;

/** Everything that the rows of a file can become: the objects one may add to, and people for whoever manages them. */
export function useImportObjects(): ObjectType[] {
  const t = useTranslations('import');
  const catalogue = useCatalogue();
  const { can } = useSession();
  return useMemo(() => {
    const objects = catalogue.objects.filter((object) => object.can.create);
    if (!can.manage_users) return objects;
    const labels = userFields.map((key) => [key, t(`user.${key}`)] as const);
    return [...objects, people(t('user.one'), t('user.many'), labels)];
  }, [catalogue, can.manage_users, t]);
}

/** People are not records, but in a file they are rows with columns like any other. */
function people(label: string, plural: string, labels: (readonly [string, string])[]): ObjectType {
  return {
    key: 'user',
    label,
    label_plural: plural,
    icon: 'user',
    custom: false,
    title: 'name',
    owner: null,
    parent: null,
    verbs: [],
    can: { read: 'all', create: true, edit: 'all', delete: 'none', destroy: 'none' },
    fields: labels.map(
      ([key, name]): Field => ({
        key,
        kind: key === 'email' ? 'emails' : 'text',
        label: name,
        required: false,
        read_only: false,
        unique: false,
        custom: false,
        system: false,
        hidden: false,
        sortable: false,
        groupable: false,
        operators: [],
      }),
    ),
  };
}
