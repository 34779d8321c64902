export const MIN_LENGTH = 10;

export type Strength = 0 | 1 | 2 | 3 | 4;

const common = /^(?:password|qwerty|йцукен|heslo|letmein|welcome|admin|iloveyou|пароль)/i;

/** How many different kinds of characters, without caring which alphabet they come from. */
function kinds(text: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text))
    .length;
}

/** The part of the text that is not a repeat or a run (aaaa, 1234, dcba) of what came before. */
function surprising(text: string): number {
  const codes = [...text].map((c) => c.codePointAt(0) ?? 0);
  let count = 0;
  codes.forEach((code, i) => {
    const last = codes[i - 1];
    const before = codes[i - 2];
    const step = last === undefined ? Number.NaN : code - last;
    const run = before !== undefined && last !== undefined && last - before === step;
    if (!(run && Math.abs(step) <= 1)) count += 1;
  });
  return count;
}

/**
 * A hint, never a hurdle: the only rule is the length. 0 too short, 1 weak, 2 fair, 3 good, 4 strong. Length counts most,
 * since four plain words beat eight odd signs.
 */
export function strength(password: string, personal: readonly string[] = []): Strength {
  if ([...password].length < MIN_LENGTH) return 0;
  const lower = password.toLocaleLowerCase();
  const mine = personal
    .flatMap((word) => word.toLocaleLowerCase().split(/[\s@.]+/))
    .filter((word) => word.length > 3);
  const told = mine.filter((word) => lower.includes(word)).reduce((n, word) => n + word.length, 0);
  const length = surprising(password) - told - (common.test(password) ? 6 : 0);
  const score = length + (kinds(password) - 1) * 2;
  if (score < 11) return 1;
  if (score < 14) return 2;
  return score < 18 ? 3 : 4;
}
