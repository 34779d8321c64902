import { lazy, Suspense } from 'react';
import type { ObjectType } from '@/api/types';
import type { ViewScope } from '@/api/views';
import { type Column, statesOf } from '../columns';
import { savedStateOf } from './saved';
import type { ListState } from './useListState';
import { useViewChanges } from './useViewChanges';

// Asked for seldom: it comes when it is.
const NewView = lazy(async () => ({ default: (await import('./NewView')).NewView }));

type Props = { object: ObjectType; list: ListState; columns: Column[]; onClose: () => void };

/** Keeps the table as it looks now under a name. */
export function SaveViewDialog({ object, list, columns, onClose }: Props) {
  const changes = useViewChanges(object.key);
  const save = async (name: string, scope: ViewScope) => {
    // The columns as they stand, so that the view does not move with what is usual later.
    const state = savedStateOf({ ...list.state, columns: statesOf(columns) });
    const made = await changes.create(name, scope, state);
    if (!made) return;
    onClose();
    list.pick(made.id);
  };
  return (
    <Suspense>
      <NewView
        busy={changes.busy}
        onSave={(name, scope) => void save(name, scope)}
        onClose={onClose}
      />
    </Suspense>
  );
}
