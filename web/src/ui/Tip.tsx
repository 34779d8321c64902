import { Tooltip } from '@mantine/core';
import { cloneElement, type ReactElement, useEffect, useState } from 'react';

/** What is told of an element when the pointer rests on it. Costs nothing until then: `Tips` shows it. */
export function Tip({ text, children }: { text: string; children: ReactElement }) {
  return cloneElement(children as ReactElement<{ 'data-tip'?: string }>, { 'data-tip': text });
}

/** So long the pointer rests before something is told. */
const REST = 400;

/** The one tooltip of the page, at whatever the pointer rests on. */
export function Tips() {
  const [at, setAt] = useState<HTMLElement | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let under: HTMLElement | null = null;
    const leave = () => {
      clearTimeout(timer);
      under = null;
      setAt(null);
    };
    const enter = (event: PointerEvent) => {
      const next =
        event.pointerType === 'touch'
          ? null
          : (event.target as Element).closest<HTMLElement>('[data-tip]');
      if (next === under) return;
      leave();
      under = next;
      if (next) timer = setTimeout(() => setAt(next), REST);
    };
    document.addEventListener('pointerover', enter);
    for (const name of gone) document.addEventListener(name, leave, true);
    return () => {
      leave();
      document.removeEventListener('pointerover', enter);
      for (const name of gone) document.removeEventListener(name, leave, true);
    };
  }, []);
  if (!at?.isConnected) return null;
  return <Tooltip key={at.dataset.tip} target={at} opened label={at.dataset.tip} />;
}

const gone = ['pointerdown', 'keydown', 'scroll', 'pointerleave'] as const;
