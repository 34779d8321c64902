import { type PointerEvent, useRef } from 'react';

/** So long a finger rests on what is to be chosen, and so far it may stray. */
const HOLD = 500;
const STRAY = 8;

/** A finger that rests; the click that follows when it is lifted is no tap. */
export function useHold(onHold: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const held = useRef(false);
  const stop = () => clearTimeout(timer.current);
  return {
    wasHeld: () => held.current,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        held.current = false;
        from.current = { x: event.clientX, y: event.clientY };
        if (event.pointerType === 'mouse') return;
        timer.current = setTimeout(() => {
          held.current = true;
          onHold();
        }, HOLD);
      },
      onPointerMove: (event: PointerEvent) => {
        const { x, y } = from.current;
        if (Math.hypot(event.clientX - x, event.clientY - y) > STRAY) stop();
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onPointerLeave: stop,
    },
  };
}
