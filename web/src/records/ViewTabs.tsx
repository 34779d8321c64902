import { IconTable } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { FilterNode, ObjectType } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { TabBar } from '@/ui/TabBar';
import type { ListSearch } from './search';
import { isView, viewsOf } from './views';

type Props = {
  object: ObjectType;
  search: ListSearch;
  onPick: (filter: FilterNode | undefined) => void;
};

export function ViewTabs({ object, search, onPick }: Props) {
  const t = useTranslations('list');
  const catalogue = useCatalogue();
  const views = viewsOf(object, catalogue);
  if (views.length < 2) return null;
  const active = search.q ? undefined : views.find((view) => isView(view, search.filter));
  return (
    <TabBar
      label={t('views')}
      tabs={views.map((view) => ({
        key: view.key,
        icon: <IconTable size={15} stroke={1.7} aria-hidden />,
        label:
          view.key === 'all'
            ? t('view.all', { key: object.key, objects: object.label_plural })
            : t(`view.${view.key}`),
      }))}
      active={active?.key}
      onPick={(key) => onPick(views.find((view) => view.key === key)?.filter)}
    />
  );
}
