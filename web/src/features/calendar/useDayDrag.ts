import { type PointerEvent as Press, useCallback, useRef, useState } from 'react';
import type { Event } from './events';

const FAR = 4;

function dayAt(x: number, y: number): string | null {
  for (const found of document.elementsFromPoint(x, y)) {
    const cell = found.closest<HTMLElement>('[data-cell]');
    if (cell) return cell.dataset.cell ?? null;
  }
  return null;
}

/** Carries an event to another day, by the mouse: in the month, and in the row of what lasts all day. */
export function useDayDrag(onDone: (event: Event, day: string) => void) {
  const [over, setOver] = useState<{ id: string; day: string } | null>(null);
  const done = useRef(onDone);
  done.current = onDone;
  const dragged = useRef(false);
  const begin = useCallback((press: Press, event: Event) => {
    if (press.button !== 0 || press.pointerType === 'touch' || !event.canEdit) return;
    const origin = { x: press.clientX, y: press.clientY };
    let day: string | null = null;
    dragged.current = false;
    const move = (at: PointerEvent) => {
      const far = Math.abs(at.clientX - origin.x) + Math.abs(at.clientY - origin.y);
      if (!dragged.current && far < FAR) return;
      at.preventDefault();
      dragged.current = true;
      day = dayAt(at.clientX, at.clientY);
      setOver(day ? { id: event.id, day } : null);
    };
    const stop = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', finish);
      window.removeEventListener('pointercancel', stop);
      window.removeEventListener('keydown', key, true);
      setOver(null);
    };
    const finish = () => {
      stop();
      const moved = dragged.current;
      // Where the drag ends there may be no click that asks.
      setTimeout(() => {
        dragged.current = false;
      });
      if (moved && day && day !== event.day) done.current(event, day);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      day = null;
      stop();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', finish);
    window.addEventListener('pointercancel', stop);
    window.addEventListener('keydown', key, true);
  }, []);
  const wasDrag = useCallback(() => {
    const was = dragged.current;
    dragged.current = false;
    return was;
  }, []);
  return { over, begin, wasDrag };
}
