import { fold } from './rank';

export type Piece = { text: string; found: boolean };

/** A text in pieces, its words apart: found are those with one of the words that were searched for. */
export function marks(text: string, question: string): Piece[] {
  const asked = fold(question)
    .split(/[\s"'«»()[\]{}<>,;]+/)
    .filter(Boolean);
  const pieces: Piece[] = [];
  for (const part of text.split(/(\s+)/)) {
    const word = fold(part);
    const found = part.trim() !== '' && asked.some((term) => word.includes(term));
    const last = pieces.at(-1);
    if (last?.found === found) last.text += part;
    else pieces.push({ text: part, found });
  }
  return pieces.filter((piece) => piece.text !== '');
}
