// Stands for й while marks are taken off; a private-use character that no text has.
const KEPT = '\ue000';

/** Folds a text so that "Müller", "muller" and "МЮЛЛЕР"/"мюллер" meet; й stays й. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[йЙ]/g, KEPT)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll(KEPT, 'й')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/đ/g, 'd');
}

const border = /[\s\-_/.,:()«»"'’“”„]/;

/**
 * How well `query` fits `text`: 0 not at all, else higher is better. The whole text, then its beginning, then the
 * beginning of a word, then initials of words, then a part of a word.
 */
export function fit(query: string, text: string): number {
  const q = fold(query).trim();
  const t = fold(text);
  if (!q) return 1;
  if (t === q) return 100;
  if (t.startsWith(q)) return 90 - Math.min(20, t.length - q.length) / 4;
  let at = t.indexOf(q);
  const inside = at;
  while (at > 0) {
    if (border.test(t[at - 1] ?? '')) return 70 - Math.min(20, at) / 4;
    at = t.indexOf(q, at + 1);
  }
  const words = t.split(border).filter(Boolean);
  if (everyWord(q, words)) return 55;
  const initials = words.map((word) => word[0] ?? '').join('');
  if (q.length > 1 && initials.startsWith(q.replace(/\s+/g, ''))) return 45;
  return inside >= 0 ? 30 - Math.min(20, inside) / 4 : 0;
}

/** Endings of words in Russian and Czech: "задачу" is "задача", "тёмная" is "тёмную". */
const ENDING = 2;

/** Whether a folded word is meant by another: its beginning, or the same word with another ending. */
function meets(word: string, wanted: string): boolean {
  if (word.startsWith(wanted)) return true;
  const short = Math.min(word.length, wanted.length);
  if (short < 4 || Math.abs(word.length - wanted.length) > ENDING) return false;
  const stem = Math.max(3, short - ENDING);
  return word.slice(0, stem) === wanted.slice(0, stem);
}

/** Every word of the query begins some word of the text: "new com" finds "New company". */
function everyWord(query: string, words: string[]): boolean {
  const wanted = wordsOf(query);
  return wanted.length > 1 && wanted.every((w) => words.some((word) => meets(word, w)));
}

/** The folded words of texts. */
export function wordsOf(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => fold(text).split(border)).filter(Boolean);
}

/** Words so short ("to", "на", "do") only join others. */
const SHORT = 2;

/**
 * Whether the words of a query, in any order, begin words of `first` or `second`, and of each at least one: "assign to
 * priya" of "Assign to…" and "Priya Patel".
 */
export function spans(query: string, first: readonly string[], second: readonly string[]): boolean {
  const wanted = wordsOf(query);
  const long = wanted.filter((word) => word.length > SHORT);
  const asked = long.length > 1 ? long : wanted;
  const starts = (words: readonly string[], w: string) => words.some((one) => one.startsWith(w));
  const inFirst = asked.filter((w) => starts(first, w));
  const inSecond = asked.filter((w) => starts(second, w));
  const all = asked.every((w) => inFirst.includes(w) || inSecond.includes(w));
  // One word that both have is not enough for two.
  return (
    all && asked.length > 1 && inFirst.length > 0 && inSecond.some((w) => !inFirst.includes(w))
  );
}

/** Whether a query begins with one of these words: "move to negotiation" with "move". Less than four letters are no word yet. */
export function begins(query: string, words: readonly string[]): boolean {
  const first = wordsOf(query)[0] ?? '';
  return first.length > 3 && wordsOf(...words).some((word) => meets(word, first));
}

/** What it is worth that every word is found, some in the label and some among the keywords. */
const ALL = 50;

export type Rankable = { id: string; label: string; keywords?: readonly string[] };

/** Those that fit, best first; an equal fit keeps the order given, so that the usual ones stay on top. */
export function rank<T extends Rankable>(query: string, items: readonly T[]): T[] {
  if (!query.trim()) return [...items];
  return items
    .map((item, index) => {
      const words = (item.keywords ?? []).map((word) => fit(query, word) * 0.8);
      const together = everyWord(query, wordsOf(item.label, ...(item.keywords ?? []))) ? ALL : 0;
      return { item, index, score: Math.max(fit(query, item.label), together, ...words) };
    })
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map((entry) => entry.item);
}

/** The next place of the cursor in a list of `count`, going round at the ends. */
export function step(cursor: number, by: number, count: number): number {
  if (count === 0) return -1;
  return (((cursor + by) % count) + count) % count;
}
