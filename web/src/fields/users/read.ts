import { splitList } from '../shared/read';
import type { Read, ReadContext } from '../types';
import { read as readOne } from '../user/read';

/** Names or e-mail addresses between commas or semicolons. One that is nobody's makes the whole text wrong. */
export function read(text: string, context: ReadContext): Read<string[]> {
  const found: string[] = [];
  for (const word of splitList(text)) {
    const one = readOne(word, context);
    if ('wrong' in one) return one;
    if (one.value && !found.includes(one.value)) found.push(one.value);
  }
  return { value: found.length > 0 ? found : null };
}
