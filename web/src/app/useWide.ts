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

/** Below 760 px the sidebar becomes tabs and a grid becomes rows. */
export function usePhone(): boolean {
  return useSyncExternalStore(phone.subscribe, phone.now);
}
