import { folded } from '../shared/read';
import type { Read, ReadContext } from '../types';

/** Somebody who works here, by the whole name or the e-mail address. */
export function read(text: string, { cx }: ReadContext): Read<string> {
  const wanted = folded(text);
  const found = cx
    .people()
    .filter(
      (user) => user.active && [user.name, user.email].some((one) => folded(one ?? '') === wanted),
    );
  if (found.length > 1) return { wrong: 'several' };
  return found[0] ? { value: found[0].id } : { wrong: 'person' };
}
