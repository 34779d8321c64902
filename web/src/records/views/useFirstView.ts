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
  const asked = useRef(false);
  const opens = useRef(open);
  opens.current = open;
  useEffect(() => {
    if (!isLoaded || asked.current) return;
    asked.current = true;
    if (may && first) opens.current(first);
  }, [isLoaded, may, first]);
}
