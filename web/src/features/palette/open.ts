import { useLocation } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import type { FieldValue } from '@/api/types';
import { useSession } from '@/app/session';
import { isSilenced, isTyping } from '@/app/shortcuts';
import { opened as openedAt, pointed } from './places';
import { type Recent, remember } from './recent';

/** What floats over the page: the palette, the form of a new record, or the sheet of keys. */
export type Floating =
  | { what: 'search'; at: Recent | null }
  | { what: 'create'; object: string; initial?: Record<string, FieldValue> }
  | { what: 'keys' };

let floating: Floating | null = null;
const listeners = new Set<() => void>();

function set(next: Floating | null): void {
  floating = next;
  for (const listener of listeners) listener();
}

const search = (): Floating => ({ what: 'search', at: pointed(document.activeElement) });

export const openPalette = () => set(search());
export const openCreate = (object: string, initial?: Record<string, FieldValue>) =>
  set({ what: 'create', object, initial });
export const openKeys = () => set({ what: 'keys' });
export const closePalette = () => set(null);

export function useFloating(): Floating | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => floating,
  );
}

/** True while anything of it is open. The shell asks; with it come the keys that open it and the list of recent records. */
export function usePaletteOpened(): boolean {
  useKeys();
  useRecent();
  return useFloating() !== null;
}

/** Ctrl or Cmd with the key where K is on any layout, and the question mark wherever it is. */
function useKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (command && event.code === 'KeyK') {
        event.preventDefault();
        set(floating?.what === 'search' ? null : search());
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const asked = event.key === '?' || (event.shiftKey && event.code === 'Slash');
      if (!asked || isSilenced('Slash') || floating !== null || event.defaultPrevented) return;
      event.preventDefault();
      set({ what: 'keys' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Remembers every record that is opened, wherever: its page, beside a list, beside the board. */
function useRecent(): void {
  const { user } = useSession();
  const { pathname, search } = useLocation();
  const entry = openedAt(pathname, search as Record<string, unknown>);
  const { object, id } = entry ?? {};
  useEffect(() => {
    if (object && id) remember(user.id, { object, id });
  }, [user.id, object, id]);
}
