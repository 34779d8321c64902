import { useEffect, useRef } from 'react';
import type { SavedView, ViewKind } from '@/api/views';
import { useSavedViews } from './saved';

/** Opens the view that this person begins with, once, where the address asks for nothing else. */
export function useFirstView(
  object: string,
  kind: ViewKind,
  may: boolean,
  open: (view: SavedView) => void,
): void {
  const { views, isLoaded } = useSavedViews(object);
  const first = views.find((view) => view.kind === kind && view.is_default);
  // A board of other records is another beginning.
  const asked = useRef<string | null>(null);
  const opens = useRef(open);
  opens.current = open;
  useEffect(() => {
    if (!isLoaded || asked.current === object) return;
    asked.current = object;
    if (may && first) opens.current(first);
  }, [object, isLoaded, may, first]);
}
