/** `@[Shown name](user:<id>)`: a person named in a note, as it is stored. */
const token = /@\[([^\]\n]{1,200})\]\(user:([0-9a-fA-F-]{36})\)/gu;
const address = /https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/giu;

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'mention'; user: string; name: string }
  | { kind: 'link'; href: string };

/** A note in pieces to show: words, people, addresses. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const found of text.matchAll(token)) {
    parts.push(...linked(text.slice(at, found.index)));
    parts.push({ kind: 'mention', name: found[1] ?? '', user: found[2] ?? '' });
    at = found.index + found[0].length;
  }
  parts.push(...linked(text.slice(at)));
  return parts;
}

function linked(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const found of text.matchAll(address)) {
    if (found.index > at) parts.push({ kind: 'text', text: text.slice(at, found.index) });
    parts.push({ kind: 'link', href: found[0] });
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

/** The people named in a draft, by the name that stands in it. */
export type Named = ReadonlyMap<string, string>;

/** A stored note as one edits it: names instead of tokens. */
export function toDraft(text: string): { draft: string; named: Map<string, string> } {
  const named = new Map<string, string>();
  const draft = text.replace(token, (_, name: string, user: string) => {
    named.set(name, user);
    return `@${name}`;
  });
  return { draft, named };
}

/** A draft as it is stored. A name that was picked but has been changed since is only words. */
export function toNote(draft: string, named: Named): string {
  // The longest first: "Anna Nováková" is not "Anna" with a word after it.
  const names = [...named.keys()].sort((a, b) => b.length - a.length);
  if (names.length === 0) return draft;
  const any = new RegExp(`@(${names.map(quoted).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return draft.replace(any, (_, name: string) => `@[${name}](user:${named.get(name)})`);
}

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A name as it may stand inside a token. */
export const shownName = (name: string) => name.replace(/[[\]\n]/g, ' ').trim();

/** What is being typed after an `@` before the caret: where it begins and the letters so far. */
export function askedAt(draft: string, caret: number): { from: number; query: string } | null {
  const before = draft.slice(0, caret);
  const from = before.lastIndexOf('@');
  if (from < 0 || (from > 0 && !/[\s([{"'«„“]/u.test(before[from - 1] ?? ''))) return null;
  const query = before.slice(from + 1);
  // Names have a space or two; more words are a sentence.
  if (query.length > 40 || /\n/.test(query) || query.startsWith(' ')) return null;
  return query.split(' ').length <= 3 ? { from, query } : null;
}
