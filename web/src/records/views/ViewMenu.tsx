import { IconDots } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { IconButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import type { Column } from '../columns';
import { addressOf } from './address';
import { SaveViewDialog } from './SaveViewDialog';
import type { ListState } from './useListState';
import type { useViewChanges } from './useViewChanges';
import { useViewEntries } from './useViewEntries';

// Asked for seldom: it comes when it is.
const RenameDialog = lazy(async () => ({
  default: (await import('./RenameDialog')).RenameDialog,
}));

type Props = {
  object: ObjectType;
  list: ListState;
  columns: Column[];
  changes: ReturnType<typeof useViewChanges>;
};

/** What can be done with the table that is open. */
export function ViewMenu({ object, list, columns, changes }: Props) {
  const t = useTranslations('views');
  const [doing, setDoing] = useState<'rename' | 'copy' | null>(null);
  const { view, saved } = list;
  const entries = useViewEntries({
    kind: 'table',
    view,
    saved,
    isPlain: list.viewKey === 'all',
    changes,
    address: () => addressOf(object.key, list.state, list.search.q),
    onRename: () => setDoing('rename'),
    onCopy: () => setDoing('copy'),
    onGone: () => list.pick('all'),
  });
  return (
    <>
      <Menu
        width={232}
        trigger={
          <IconButton size="small" label={t('menu')}>
            <IconDots size={16} stroke={1.8} />
          </IconButton>
        }
        entries={entries}
      />
      <Suspense>
        {doing === 'rename' && view && (
          <RenameDialog
            name={view.name}
            onClose={() => setDoing(null)}
            onRename={async (name) => (await changes.rename(view, name)) !== null}
          />
        )}
      </Suspense>
      {doing === 'copy' && (
        <SaveViewDialog
          object={object}
          list={list}
          columns={columns}
          onClose={() => setDoing(null)}
        />
      )}
    </>
  );
}
