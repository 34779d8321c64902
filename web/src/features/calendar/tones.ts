import type { CSSProperties } from 'react';
import { hueOf } from '@/ui/Avatar';
import type { Event } from './events';

/** The colours of a block: those of its type, or those that a person's avatar has. */
export function coloursOf(event: Event, by: 'type' | 'owner'): CSSProperties {
  if (by === 'type') return toneStyle(event.tone);
  return event.assignee ? personStyle(event.assignee) : toneStyle('gray');
}

export function toneStyle(tone: string): CSSProperties {
  return {
    '--soft': `var(--${tone}-soft)`,
    '--ink': `var(--${tone}-text)`,
    '--edge': `var(--${tone}-dot)`,
  } as CSSProperties;
}

export function personStyle(id: string): CSSProperties {
  const hue = hueOf(id);
  return {
    '--soft': `hsl(${hue} var(--avatar-sat) var(--avatar-light))`,
    '--ink': `hsl(${hue} 58% var(--avatar-ink-light))`,
    '--edge': `hsl(${hue} 50% 55%)`,
  } as CSSProperties;
}
