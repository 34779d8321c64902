import { useEffect, useRef } from 'react';

let wanted: string | null = null;
const listeners = new Set<() => void>();

/** Asks for the line where a note on a record is written, now or as soon as the record is shown. */
export function askNote(id: string): void {
  wanted = id;
  for (const listener of listeners) listener();
}

/** Calls `onAsk` when a note on this record is asked for from elsewhere. */
export function useNoteAsked(id: string, onAsk: () => void): void {
  const latest = useRef(onAsk);
  latest.current = onAsk;
  useEffect(() => {
    const look = () => {
      if (wanted !== id) return;
      wanted = null;
      latest.current();
    };
    look();
    listeners.add(look);
    return () => void listeners.delete(look);
  }, [id]);
}
