import { IconUser, IconUsersGroup } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { asList, SetFilter } from '../shared/filters';
import type { FilterProps } from '../types';
import { usePeople } from './options';

/** People by name, or whoever looks: a view shared with others then shows each his own. */
export function Filter({ field, value, onChange }: FilterProps) {
  const t = useTranslations('filter');
  const people = usePeople(asList(value));
  return (
    <SetFilter
      label={field.label}
      value={value}
      onChange={onChange}
      options={[
        { id: '@me', label: t('me'), icon: <IconUser size={16} /> },
        { id: '@my_team', label: t('myTeam'), icon: <IconUsersGroup size={16} /> },
        ...people,
      ]}
    />
  );
}
