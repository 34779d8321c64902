import { type ReactElement, useEffect, useRef } from 'react';
import { Menu, type MenuEntry } from './Menu';

type Props = {
  trigger: ReactElement;
  entries: MenuEntry[];
  position?: 'bottom-start' | 'bottom-end' | 'top-start';
  onClose: () => void;
};

/**
 * A menu that is made only while it is open, so that a table with many of them stays light. Takes the focus, and gives it
 * back to where it came from.
 */
export function OpenMenu({ trigger, entries, position, onClose }: Props) {
  const came = useRef(document.activeElement as HTMLElement | null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    let frame = 0;
    let tries = 0;
    // The menu comes into the page some frames after this.
    const enter = () => {
      const menus = document.querySelectorAll<HTMLElement>('[role="menu"]');
      const first = menus[menus.length - 1]?.querySelector<HTMLElement>(
        '[role^="menuitem"]:not([data-disabled])',
      );
      first?.focus();
      tries += 1;
      if ((!first || document.activeElement !== first) && tries < 20)
        frame = requestAnimationFrame(enter);
    };
    frame = requestAnimationFrame(enter);
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <Menu
      opened
      position={position}
      trigger={trigger}
      entries={entries}
      onChange={(opened) => {
        if (opened) return;
        close.current();
        const back = came.current;
        requestAnimationFrame(() => {
          if (back?.isConnected && document.activeElement === document.body) back.focus();
        });
      }}
    />
  );
}
