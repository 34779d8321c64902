import { useSyncExternalStore } from 'react';

function watch(query: string) {
  const media = window.matchMedia(query);
  return {
    subscribe: (listener: () => void) => {
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    now: () => media.matches,
  };
}

const phone = watch('(max-width: 759px)');

const narrow = watch('(max-width: 980px)');

/** Below 980 px two columns of a record do not fit beside each other. */
export function useNarrow(): boolean {
  return useSyncExternalStore(narrow.subscribe, narrow.now);
}

/** Below 760 px the sidebar becomes tabs and a grid becomes rows. */
export function usePhone(): boolean {
  return useSyncExternalStore(phone.subscribe, phone.now);
}
