import { useEffect, useRef } from 'react';

/** True where letters are typed: single-letter shortcuts keep out of there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** True while a dialog or a menu is open; shortcuts of the page wait then. */
export function isBlocked(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]') !== null;
}

let letters = true;

/** Whether single signs do something by themselves; whoever speaks to the machine switches them off (WCAG 2.1.4). */
export function setLetters(on: boolean): void {
  letters = on;
}

/** True when a key alone, without Ctrl or the like, is not to do anything. */
export function isSilenced(code: string): boolean {
  return !letters && /^(Shift\+)?(Key|Digit|Slash|Bracket|Comma|Period)/.test(code);
}

type Table = Record<string, (event: KeyboardEvent) => void>;

/**
 * Single-letter shortcuts and sequences such as `KeyG KeyC`, by `event.code`, so that they work on Russian and Czech
 * layouts too. `Slash` and `Shift+Slash` are written like that.
 */
export function useShortcuts(table: Table): void {
  const current = useRef(table);
  current.current = table;
  useEffect(() => {
    let first = '';
    let at = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || isBlocked()) return;
      // It asks for the map of keys, on whatever key of the layout it is.
      if (event.key === '?') return;
      const code = event.shiftKey ? `Shift+${event.code}` : event.code;
      if (isSilenced(code)) return;
      const sequence = first && event.timeStamp - at < 1200 ? `${first} ${code}` : '';
      // After G a letter says where to go; what it does on its own is not meant.
      const alone = sequence && first === 'KeyG' ? undefined : current.current[code];
      const run = (sequence && current.current[sequence]) || alone;
      first = run ? '' : code;
      at = event.timeStamp;
      if (!run) return;
      event.preventDefault();
      run(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
