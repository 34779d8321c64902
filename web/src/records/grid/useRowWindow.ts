import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

/** Browsers cap the height of an element (Firefox at 17.8 million pixels); longer lists are scrolled to scale. */
const MAX_HEIGHT = 12_000_000;
const OVERSCAN = 6;

/** How far each entry of the browser's history was scrolled: who comes back finds the list where it was left. */
const scrolled = new Map<string, number>();
const entry = () => String((window.history.state as { __TSR_key?: string } | null)?.__TSR_key);

export type RowWindow = {
  first: number;
  last: number;
  /** Height of the scrolled content. */
  height: number;
  /** Where a row stands in the scrolled content. */
  topOf: (index: number) => number;
  scrollTo: (index: number, align?: 'nearest' | 'center') => void;
  pageRows: number;
  /** More than are ever in sight at once: a row that leaves lends its elements to the one that comes. */
  pool: number;
};

/** Which rows of fixed height are in sight, and where they stand. `head` is the height of what sticks above them. */
export function useRowWindow(
  scroller: HTMLElement | null,
  count: number,
  rowHeight: number,
  head: number,
): RowWindow {
  const [view, setView] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    if (!scroller) return;
    let frame = 0;
    const read = () => {
      frame = 0;
      setView((old) =>
        old.top === scroller.scrollTop && old.height === scroller.clientHeight
          ? old
          : { top: scroller.scrollTop, height: scroller.clientHeight },
      );
    };
    const later = () => {
      if (!frame) frame = requestAnimationFrame(read);
    };
    read();
    scroller.addEventListener('scroll', later, { passive: true });
    const observer = new ResizeObserver(later);
    observer.observe(scroller);
    return () => {
      cancelAnimationFrame(frame);
      scroller.removeEventListener('scroll', later);
      observer.disconnect();
    };
  }, [scroller]);

  const [before] = useState(() => scrolled.get(entry()) ?? 0);
  const isBack = useRef(false);
  useLayoutEffect(() => {
    if (!scroller || count === 0 || isBack.current) return;
    isBack.current = true;
    if (before > 0) scroller.scrollTop = before;
  }, [scroller, count, before]);
  // Whatever changes the entry (a record opened beside) is drawn here too.
  useEffect(() => {
    if (isBack.current) scrolled.set(entry(), view.top);
  });

  const full = count * rowHeight;
  const height = Math.min(full, MAX_HEIGHT);
  const room = Math.max(1, view.height - head);
  const scaled = full > height;
  const ratio = scaled ? (full - room) / Math.max(1, height - room) : 1;
  const virtualTop = view.top * ratio;

  const first = Math.max(0, Math.floor(virtualTop / rowHeight) - OVERSCAN);
  const last = Math.min(count - 1, Math.ceil((virtualTop + room) / rowHeight) + OVERSCAN);
  const shift = view.top - virtualTop;
  const topOf = useCallback((index: number) => index * rowHeight + shift, [rowHeight, shift]);

  const scrollTo = useCallback(
    (index: number, align: 'nearest' | 'center' = 'nearest') => {
      if (!scroller) return;
      const start = index * rowHeight;
      const now = scroller.scrollTop * ratio;
      let target = now;
      if (align === 'center') target = start - (room - rowHeight) / 2;
      else if (start < now) target = start;
      else if (start + rowHeight > now + room) target = start + rowHeight - room;
      if (target !== now) scroller.scrollTop = Math.max(0, target) / ratio;
    },
    [scroller, rowHeight, ratio, room],
  );

  // To scale, a turn of the wheel would jump over rows: it moves by as much as it would in a short list.
  useEffect(() => {
    if (!scroller || !scaled) return;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      const lines = event.deltaMode === 1 ? rowHeight : event.deltaMode === 2 ? room : 1;
      scroller.scrollTop += (event.deltaY * lines) / ratio;
    };
    scroller.addEventListener('wheel', onWheel, { passive: false });
    return () => scroller.removeEventListener('wheel', onWheel);
  }, [scroller, scaled, ratio, rowHeight, room]);

  return useMemo(
    () => ({
      first,
      last,
      height,
      topOf,
      scrollTo,
      pageRows: Math.max(1, Math.floor(room / rowHeight) - 1),
      pool: Math.ceil(room / rowHeight) + 2 * OVERSCAN + 2,
    }),
    [first, last, height, topOf, scrollTo, room, rowHeight],
  );
}
