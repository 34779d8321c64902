import { splitList } from '../shared/read';
import type { Read } from '../types';

/** `shop: 17, 4711`: a number without a source is of the usual one. */
export function read(text: string): Read<Record<string, string>> {
  const pairs = splitList(text).map((part) => {
    const at = part.indexOf(':');
    return at > 0 ? [part.slice(0, at).trim(), part.slice(at + 1).trim()] : ['default', part];
  });
  return { value: Object.fromEntries(pairs) as Record<string, string> };
}
