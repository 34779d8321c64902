import classes from './Avatar.module.css';
import { cx } from './cx';

type Props = {
  name: string;
  /** What the colour is drawn from; the name when there is no id. */
  seed?: string;
  /** People are round, everything else is square. */
  shape?: 'round' | 'square';
  size?: number;
  className?: string;
};

export function hueOf(seed: string): number {
  let hash = 2166136261;
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 16777619);
  }
  // Ids differ in their last digits only: without this their hues would lie side by side.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 360;
}

export function initialsOf(name: string, shape: 'round' | 'square' = 'round'): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = firstLetter(words[0] ?? '');
  if (shape === 'square') return first;
  const last = words.length > 1 ? firstLetter(words[words.length - 1] ?? '') : '';
  return first + last;
}

function firstLetter(word: string): string {
  const letter = [...word].find((char) => /[\p{L}\p{N}]/u.test(char)) ?? [...word][0] ?? '';
  return letter.toLocaleUpperCase();
}

export function Avatar({ name, seed, shape = 'round', size = 20, className }: Props) {
  return (
    <span
      aria-hidden
      data-letters={initialsOf(name, shape)}
      className={cx(classes.avatar, shape === 'round' ? classes.round : classes.square, className)}
      style={
        {
          '--size': `${size}px`,
          '--hue': hueOf(seed ?? name),
          '--letters': shape === 'round' ? 0.42 : 0.52,
        } as React.CSSProperties
      }
    />
  );
}
