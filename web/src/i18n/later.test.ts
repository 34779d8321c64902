import { describe, expect, test } from 'vitest';
import { type LaterName, later } from './en';

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!../test/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
/** By its path from `src`, without an ending: app/router. */
const files = new Map(
  Object.entries(sources).map(([path, text]) => [
    (path.startsWith('./') ? `i18n/${path.slice(2)}` : path.slice(3)).replace(/\.tsx?$/, ''),
    text,
  ]),
);

function target(from: string, wanted: string): string | undefined {
  const url = wanted.startsWith('@/')
    ? new URL(wanted.slice(2), 'file:///')
    : new URL(wanted, `file:///${from}`);
  const path = url.pathname.slice(1);
  return [path, `${path}/index`].find((name) => files.has(name));
}

/** What a file loads, and with which later texts. */
function loads(from: string, text: string): { to: string; texts: string[] }[] {
  const found: { to: string; texts: string[] }[] = [];
  const add = (wanted: string, texts: string[]) => {
    const to = target(from, wanted);
    if (to) found.push({ to, texts });
  };
  for (const [, wanted] of text.matchAll(/\bfrom '([@.][^']*)'/g)) add(wanted ?? '', []);
  for (const [, texts, wanted] of text.matchAll(
    /(?:withTexts\(\s*\[([^\]]*)\],\s*\(\) =>\s*)?\bimport\(\s*'([@.][^']*)'/g,
  ))
    add(
      wanted ?? '',
      [...(texts ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name ?? ''),
    );
  return found;
}

/** Every file that may run before the texts have come. */
function reachedWithout(name: LaterName): Set<string> {
  const reached = new Set<string>();
  const next = ['main'];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const { to, texts } of loads(file, files.get(file) ?? ''))
      if (!texts.includes(name)) next.push(to);
  }
  return reached;
}

function speaks(text: string, name: LaterName): boolean {
  return (
    new RegExp(`useTranslations\\(\\s*'${name}['.]`).test(text) ||
    (/useTranslations\(\)/.test(text) && new RegExp(`['\`]${name}\\.`).test(text))
  );
}

describe('texts that come later', () => {
  test.each(Object.keys(later) as LaterName[])('%s is spoken only where it is loaded', (name) => {
    const reached = reachedWithout(name);
    expect(reached.has('app/router')).toBe(true);
    const all = [...files].filter(([, text]) => speaks(text, name)).map(([file]) => file);
    expect(all).not.toEqual([]);
    expect(all.filter((file) => reached.has(file))).toEqual([]);
  });
});
