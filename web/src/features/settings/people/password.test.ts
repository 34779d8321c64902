import { expect, it } from 'vitest';
import { firstPassword } from './password';

it('a first password is four groups of four signs that cannot be confused', () => {
  const made = Array.from({ length: 50 }, () => firstPassword());
  for (const one of made) expect(one).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
  expect(new Set(made).size).toBe(50);
});

it('bytes beyond the last whole turn are drawn again', () => {
  let turn = 0;
  const random = <T extends ArrayBufferView>(into: T): T => {
    turn += 1;
    (into as unknown as Uint8Array).fill(turn === 1 ? 255 : 0);
    return into;
  };
  expect(firstPassword(random as typeof crypto.getRandomValues)).toBe('aaaa-aaaa-aaaa-aaaa');
  expect(turn).toBe(2);
});
