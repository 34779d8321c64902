import { type PointerEvent as Press, type RefObject, useCallback, useRef, useState } from 'react';
import type { Event } from './events';
import { DAY, STEP, snap } from './layout';

export type Draft = {
  kind: 'create' | 'move' | 'stretch';
  id: string | null;
  day: string;
  start: number;
  end: number;
};

/** Farther than this a press is a drag. */
const FAR = 4;
/** So near to the edge the grid scrolls along. */
const EDGE = 28;

type Given = {
  /** Holds the columns, each with `data-day`. */
  grid: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  onDone: (draft: Draft) => void;
};

type Place = { day: string; minutes: number };

function placeAt(grid: HTMLElement, x: number, y: number): Place | null {
  let best: { day: string; far: number; box: DOMRect } | null = null;
  for (const column of grid.querySelectorAll<HTMLElement>('[data-day]')) {
    const box = column.getBoundingClientRect();
    const far = x < box.left ? box.left - x : Math.max(0, x - box.right);
    if (!best || far < best.far) best = { day: column.dataset.day ?? '', far, box };
  }
  if (!best) return null;
  const minutes = ((y - best.box.top) / best.box.height) * DAY;
  return { day: best.day, minutes: Math.max(0, Math.min(DAY, minutes)) };
}

/** What a drag from `from` to `to` comes to. */
function drawn(kind: Draft['kind'], event: Event | null, from: Place, to: Place): Draft {
  if (kind === 'create' || !event) {
    const first = Math.floor(Math.min(from.minutes, to.minutes) / STEP) * STEP;
    const last = snap(Math.max(from.minutes, to.minutes));
    return { kind, id: null, day: from.day, start: first, end: Math.max(first + STEP, last) };
  }
  if (kind === 'stretch') {
    // The day on which it ends may be a later one than that on which it begins.
    const over = from.day === event.day ? 0 : Math.floor((event.end - 1) / DAY) * DAY;
    const end = Math.max(event.start + STEP, snap(to.minutes) + over);
    return { kind, id: event.id, day: event.day, start: event.start, end };
  }
  const start = Math.min(DAY - STEP, snap(to.minutes - (from.minutes - event.start)));
  const length = event.end - event.start;
  return { kind, id: event.id, day: to.day, start, end: start + length };
}

/**
 * Drawing, moving and stretching with the mouse. A finger scrolls instead: what it would drag it can open and change.
 * Escape lets go without a change.
 */
export function useBlockDrag({ grid, scroller, onDone }: Given) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const done = useRef(onDone);
  done.current = onDone;
  /** True right after a drag: the click that follows it opens nothing. */
  const dragged = useRef(false);

  const begin = useCallback(
    (press: Press, kind: Draft['kind'], event: Event | null) => {
      if (press.button !== 0 || press.pointerType === 'touch' || !grid.current) return;
      const area = grid.current;
      const from = placeAt(area, press.clientX, press.clientY);
      if (!from) return;
      const origin = { x: press.clientX, y: press.clientY };
      let latest: Draft | null = null;
      dragged.current = false;
      const move = (at: PointerEvent) => {
        const far = Math.abs(at.clientX - origin.x) + Math.abs(at.clientY - origin.y);
        if (!latest && far < FAR) return;
        at.preventDefault();
        const box = scroller.current?.getBoundingClientRect();
        if (box && at.clientY > box.bottom - EDGE) scroller.current?.scrollBy(0, 14);
        if (box && at.clientY < box.top + EDGE) scroller.current?.scrollBy(0, -14);
        const to = placeAt(area, at.clientX, at.clientY);
        if (!to) return;
        latest = drawn(kind, event, from, to);
        dragged.current = true;
        setDraft(latest);
      };
      const stop = () => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', finish);
        window.removeEventListener('pointercancel', stop);
        window.removeEventListener('keydown', key, true);
        setDraft(null);
      };
      const finish = () => {
        const last = latest;
        stop();
        // Where the drag ends there may be no click that asks.
        setTimeout(() => {
          dragged.current = false;
        });
        if (last) done.current(last);
      };
      const key = (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        stop();
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', finish);
      window.addEventListener('pointercancel', stop);
      window.addEventListener('keydown', key, true);
    },
    [grid, scroller],
  );

  /** Whether the click now handled ended a drag; asked once. */
  const wasDrag = useCallback(() => {
    const was = dragged.current;
    dragged.current = false;
    return was;
  }, []);
  return { draft, begin, wasDrag };
}
