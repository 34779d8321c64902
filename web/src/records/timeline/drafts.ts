import type { FileInfo } from '../files/api';

/** A note begun but not saved: it comes back when the record is opened again. */
export type Draft = { text: string; named: Map<string, string>; files: FileInfo[] };

const held = new Map<string, Draft>();

export const emptyDraft = (): Draft => ({ text: '', named: new Map(), files: [] });

export function draftOf(record: string): Draft {
  return held.get(record) ?? emptyDraft();
}

export function keepDraft(record: string, draft: Draft): void {
  if (draft.text || draft.files.length > 0) held.set(record, draft);
  else held.delete(record);
}
