import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { preserveOffsetOnSource } from '@atlaskit/pragmatic-drag-and-drop/utils/preserve-offset-on-source';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/utils/set-custom-native-drag-preview';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { type RefObject, useEffect, useRef, useState } from 'react';
import classes from './Card.module.css';

type CardData = { kind: 'deal'; card: string; column: string };

function asCard(data: Record<string | symbol, unknown>): CardData | null {
  return data.kind === 'deal' ? (data as CardData) : null;
}

const alone = (_card: string) => 1;

/** Makes a card draggable; true while it is being dragged. */
export function useDraggable(
  ref: RefObject<HTMLElement | null>,
  card: string,
  column: string,
  enabled: boolean,
  /** How many cards go with it. */
  carried = alone,
): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || !enabled) return;
    return draggable({
      element,
      getInitialData: (): CardData => ({ kind: 'deal', card, column }),
      onGenerateDragPreview: ({ nativeSetDragImage, source, location }) => {
        setCustomNativeDragPreview({
          nativeSetDragImage,
          getOffset: preserveOffsetOnSource({ element, input: location.current.input }),
          render: ({ container }) => {
            const copy = source.element.cloneNode(true) as HTMLElement;
            copy.classList.add(classes.preview ?? '');
            const many = carried(card);
            if (many > 1) {
              copy.classList.add(classes.stack ?? '');
              copy.dataset.many = String(many);
            }
            copy.style.width = `${source.element.getBoundingClientRect().width}px`;
            container.append(copy);
          },
        });
      },
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [ref, card, column, enabled, carried]);
  return dragging;
}

/** Makes an element take cards of other columns; true while one hovers over it. */
export function useDropTarget(
  element: HTMLElement | null,
  column: string,
  enabled: boolean,
  onDrop?: () => void,
): boolean {
  const [over, setOver] = useState(false);
  const dropped = useRef(onDrop);
  dropped.current = onDrop;
  useEffect(() => {
    if (!element || !enabled) return;
    return dropTargetForElements({
      element,
      getData: () => ({ column }),
      canDrop: ({ source }) => {
        const card = asCard(source.data);
        return card !== null && card.column !== column;
      },
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => {
        setOver(false);
        dropped.current?.();
      },
    });
  }, [element, column, enabled]);
  return over;
}

/** Scrolls an element while a card is dragged near its edges. */
export function useAutoScroll(element: HTMLElement | null): void {
  useEffect(() => {
    if (!element) return;
    return autoScrollForElements({
      element,
      canScroll: ({ source }) => asCard(source.data) !== null,
    });
  }, [element]);
}

/** Watches the whole drag: the column it began in while it lasts, and where the card was dropped. */
export function useDragMonitor(onDrop: (card: string, column: string) => void): string | null {
  const [from, setFrom] = useState<string | null>(null);
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => asCard(source.data) !== null,
        onDragStart: ({ source }) => setFrom(asCard(source.data)?.column ?? null),
        onDrop: ({ source, location }) => {
          setFrom(null);
          const card = asCard(source.data);
          // The innermost target counts: a drop zone lies over the columns.
          const column = location.current.dropTargets[0]?.data.column;
          if (card && typeof column === 'string') onDrop(card.card, column);
        },
      }),
    [onDrop],
  );
  return from;
}
