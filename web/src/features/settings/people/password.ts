/** Letters and digits that nobody mistakes for one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password that is read out or typed over once: four groups of four, about 79 bits. */
export function firstPassword(random = crypto.getRandomValues.bind(crypto)): string {
  const drawn: string[] = [];
  while (drawn.length < 16) {
    for (const byte of random(new Uint8Array(32))) {
      // What lies beyond the last whole turn would make some signs likelier than others.
      const sign = byte < SIGNS.length * 8 ? SIGNS[byte % SIGNS.length] : undefined;
      if (sign && drawn.length < 16) drawn.push(sign);
    }
  }
  return [0, 4, 8, 12].map((from) => drawn.slice(from, from + 4).join('')).join('-');
}
