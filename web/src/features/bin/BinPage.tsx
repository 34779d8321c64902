import { IconTrash } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useShortcuts } from '@/app/shortcuts';
import { useCatalogue } from '@/catalogue';
import { SearchInView } from '@/records/SearchInView';
import { Page, PageBar, PageBody, PageHeader } from '@/ui/Page';
import { Empty } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import { BinList } from './BinList';
import { useBinCounts } from './data';
import type { BinSearch } from './search';

/** What was deleted: looked through, brought back, or destroyed for good. */
export default function BinPage() {
  const t = useTranslations('bin');
  const search = useSearch({ from: '/inside/bin' });
  const navigate = useNavigate({ from: '/bin' });
  const catalogue = useCatalogue();
  const [ask, setAsk] = useState(0);
  const objects = catalogue.objects.filter((object) => object.can.read !== 'none');
  const counts = useBinCounts(objects);
  const known = objects.every((object) => counts.has(object.key));
  const object = chosen(objects, counts, search.object);
  const set = useCallback(
    (change: Partial<BinSearch>) =>
      void navigate({ search: (old: BinSearch) => ({ ...old, ...change }), replace: true }),
    [navigate],
  );
  const onWords = useCallback((q: string | undefined) => set({ q }), [set]);
  useShortcuts({ Slash: () => setAsk((count) => count + 1) });
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <Page>
      <PageHeader
        icon={<IconTrash size={18} stroke={1.6} />}
        title={t('title')}
        hint={known ? t('count', { count: total }) : undefined}
      />
      <TabBar
        label={t('objects')}
        active={object?.key}
        controls="bin-list"
        tabs={objects.map(({ key, label_plural }) => ({
          key,
          label: label_plural,
          count: counts.get(key),
        }))}
        onPick={(key) => set({ object: key, q: undefined })}
      />
      {object && (
        <PageBar>
          <SearchInView key={object.key} value={search.q} ask={ask} onChange={onWords} />
        </PageBar>
      )}
      <PageBody>
        <div id="bin-list" role="tabpanel" aria-label={object?.label_plural}>
          {known && total === 0 ? (
            <Empty
              icon={<IconTrash size={22} stroke={1.6} />}
              title={t('empty')}
              hint={t('emptyHint')}
            />
          ) : (
            object && (
              <BinList key={`${object.key} ${search.q ?? ''}`} object={object} words={search.q} />
            )
          )}
        </div>
      </PageBody>
    </Page>
  );
}

/** The object asked for, else the first of which something was deleted. */
function chosen(
  objects: readonly ObjectType[],
  counts: ReadonlyMap<string, number>,
  asked: string | undefined,
): ObjectType | undefined {
  return (
    objects.find((object) => object.key === asked) ??
    objects.find((object) => (counts.get(object.key) ?? 0) > 0) ??
    objects[0]
  );
}
