import { IconGripVertical } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type PointerEvent as Press,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cx } from './cx';
import classes from './Sortable.module.css';

type Props<T> = {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** What the handle of an item is called: "Move Negotiation". */
  handle: (item: T) => string;
  onOrder: (items: T[]) => void;
  children: (item: T) => ReactNode;
  className?: string;
};

/** `list` with the item at `from` put at `to`. */
export function reordered<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(Math.max(0, Math.min(list.length - 1, to)), 0, item);
  return next;
}

/** A list whose order is changed by its handles: dragged, or with the arrows while the handle has the focus. */
export function Sortable<T>({ items, keyOf, handle, onOrder, children, className }: Props<T>) {
  const list = useRef<HTMLUListElement>(null);
  const focus = useRef<string | null>(null);
  const [drag, setDrag] = useState<{ key: string; order: T[] } | null>(null);
  const shown = drag?.order ?? items;

  useLayoutEffect(() => {
    if (!focus.current) return;
    list.current?.querySelector<HTMLElement>(`[data-handle="${focus.current}"]`)?.focus();
    focus.current = null;
  });

  const begin = (press: Press, item: T) => {
    if (press.button !== 0) return;
    press.preventDefault();
    const key = keyOf(item);
    let order = [...items];
    setDrag({ key, order });
    const move = (at: PointerEvent) => {
      const boxes = [...(list.current?.children ?? [])].map((one) => one.getBoundingClientRect());
      const from = order.findIndex((one) => keyOf(one) === key);
      const to = boxes.findIndex((box) => at.clientY < box.bottom);
      const target = to < 0 ? order.length - 1 : to;
      if (target === from) return;
      order = reordered(order, from, target);
      setDrag({ key, order });
    };
    const stop = (keep: boolean) => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
      setDrag(null);
      const changed = order.some((one, index) => one !== items[index]);
      if (keep && changed) onOrder(order);
    };
    const up = () => stop(true);
    const cancel = () => stop(false);
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
  };
  const onKeyDown = (event: KeyboardEvent, index: number, key: string) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const to = index + by;
    if (to < 0 || to >= items.length) return;
    focus.current = key;
    onOrder(reordered(items, index, to));
  };
  return (
    <ul ref={list} className={className}>
      {shown.map((item, index) => {
        const key = keyOf(item);
        return (
          <li key={key} className={cx(classes.item, drag?.key === key && classes.lifted)}>
            <button
              type="button"
              data-handle={key}
              className={classes.handle}
              aria-label={handle(item)}
              title={handle(item)}
              aria-keyshortcuts="ArrowUp ArrowDown"
              onPointerDown={(press) => begin(press, item)}
              onKeyDown={(event) => onKeyDown(event, index, key)}
            >
              <IconGripVertical size={16} stroke={1.6} aria-hidden />
            </button>
            {children(item)}
          </li>
        );
      })}
    </ul>
  );
}
