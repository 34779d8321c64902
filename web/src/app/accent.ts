import { useLayoutEffect } from 'react';
import { useTheme } from './theme';
import { useWorkspace } from './workspace';

/** Accents that carry white letters well; the first is the program's own. */
export const accents = [
  '#5b5fd9',
  '#2563c9',
  '#0f766e',
  '#15803d',
  '#b45309',
  '#b91c1c',
  '#be185d',
  '#7c3aed',
  '#475569',
] as const;

/** What they are called, in their order. */
export const accentNames = [
  'indigo',
  'blue',
  'teal',
  'green',
  'amber',
  'red',
  'pink',
  'violet',
  'slate',
] as const;

/** How light a colour looks, 0 to 1 (WCAG). */
export function luminance(hex: string): number {
  const part = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

/** Every token that goes with an accent. What letters are set in is made dark or light enough to be read. */
export function accentTokens(accent: string, theme: 'light' | 'dark'): Record<string, string> {
  const bright = luminance(accent) > 0.18;
  const mix = (share: number, other: string) => `color-mix(in srgb, ${accent} ${share}%, ${other})`;
  const fill = {
    '--accent-fill': accent,
    '--accent-fill-hover': bright ? mix(88, 'white') : mix(88, 'black'),
    '--on-accent': bright ? '#17181c' : '#fff',
  };
  if (theme === 'dark') {
    return {
      ...fill,
      '--accent': mix(68, 'white'),
      '--accent-soft': mix(30, '#15161a'),
      '--accent-text': mix(48, 'white'),
      '--selected': mix(20, '#15161a'),
    };
  }
  return {
    ...fill,
    '--accent': bright ? mix(70, 'black') : accent,
    '--accent-soft': mix(11, 'white'),
    '--accent-text': mix(bright ? 55 : 84, 'black'),
    '--selected': mix(11, 'white'),
  };
}

/** Puts on the workspace's accent. */
export function useAccent(): void {
  const accent = useWorkspace()?.accent;
  const theme = useTheme();
  useLayoutEffect(() => {
    const usual = !accent || !/^#[0-9a-f]{6}$/i.test(accent) || accent === accents[0];
    if (usual) return undefined;
    const { style } = document.documentElement;
    const tokens = accentTokens(accent, theme);
    for (const [name, value] of Object.entries(tokens)) style.setProperty(name, value);
    return () => {
      for (const name of Object.keys(tokens)) style.removeProperty(name);
    };
  }, [accent, theme]);
}
