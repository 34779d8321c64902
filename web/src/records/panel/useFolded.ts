import { useCallback, useState } from 'react';

const KEY = 'kith.folded';

function read(): string[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(held) ? held.map(String) : [];
  } catch {
    return [];
  }
}

/** Which sections are folded away, kept in this browser: the same for all records of a kind. */
export function useFolded(
  object: string,
): [(section: string) => boolean, (section: string) => void] {
  const [folded, setFolded] = useState(read);
  const is = (section: string) => folded.includes(`${object}.${section}`);
  const turn = useCallback(
    (section: string) => {
      const name = `${object}.${section}`;
      const held = read();
      const next = held.includes(name) ? held.filter((other) => other !== name) : [...held, name];
      setFolded(next);
      try {
        localStorage.setItem(KEY, JSON.stringify(next));
      } catch {
        // A browser that keeps nothing shows everything next time.
      }
    },
    [object],
  );
  return [is, turn];
}
