import { useEffect, useState } from 'react';

type Sight = { first: number; last: number };

/**
 * The lines in sight, calmed down: a scroll bar flung through a long list passes pages that nobody looks at. A step to
 * what is near counts at once.
 */
export function useSettled(first: number, last: number, base: string, near: number): Sight {
  const [settled, setSettled] = useState({ first, last, base });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ first, last, base }), 60);
    return () => clearTimeout(timer);
  }, [first, last, base]);
  const isNear = settled.base === base && Math.abs(settled.first - first) <= near;
  return isNear || settled.base !== base ? { first, last } : settled;
}
