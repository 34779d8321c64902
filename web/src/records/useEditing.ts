import { useEffect, useRef, useState } from 'react';

/**
 * Which of several places is being edited: one at a time. A place whose value was refused is opened again, at once or after the
 * one that is being edited meanwhile.
 */
export function useEditing<T>(isRefused: (place: T) => boolean) {
  const [now, setNow] = useState<T | null>(null);
  const latest = useRef<T | null>(null);
  const waiting = useRef<T[]>([]);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  const set = (place: T | null) => {
    latest.current = place;
    setNow(place);
  };
  return {
    now,
    begin: (place: T) => set(place),
    end: (next: T | null = null) => {
      let place = next;
      while (place === null && waiting.current.length > 0) {
        const refused = waiting.current.shift() as T;
        // It may have been put right since.
        if (isRefused(refused)) place = refused;
      }
      set(place);
    },
    /** Whether it is open now, so that the reason is seen there. */
    again: (place: T): boolean => {
      if (!isThere.current) return false;
      if (latest.current !== null) {
        waiting.current.push(place);
        return false;
      }
      set(place);
      return true;
    },
  };
}
