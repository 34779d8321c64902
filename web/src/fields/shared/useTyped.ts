import { useEffect, useRef } from 'react';

/** What was typed on the cell to begin with counts as entered, also when nothing more is typed. */
export function useTyped(typed: string | undefined, enter: (text: string) => void): void {
  const first = useRef({ typed, enter });
  useEffect(() => {
    const { typed, enter } = first.current;
    if (typed !== undefined) enter(typed);
  }, []);
}
