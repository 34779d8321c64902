import type { Noted } from '@/features/talk/marks';
import type { FileInfo } from '../files/api';

/** A note begun but not saved: it comes back when the record is opened again, or the page is loaded again. */
export type Draft = {
  text: string;
  named: Map<string, string>;
  files: FileInfo[];
  /** Objections that were met in what is written. */
  met: Noted[];
};

const KEY = 'kith.note.';

export const emptyDraft = (): Draft => ({ text: '', named: new Map(), files: [], met: [] });

export function draftOf(record: string): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY + record) ?? 'null');
    return kept ? { ...emptyDraft(), ...kept, named: new Map(kept.named) } : emptyDraft();
  } catch {
    return emptyDraft();
  }
}

export function keepDraft(record: string, draft: Draft): void {
  try {
    if (draft.text || draft.files.length > 0 || draft.met.length > 0) {
      sessionStorage.setItem(KEY + record, JSON.stringify({ ...draft, named: [...draft.named] }));
    } else sessionStorage.removeItem(KEY + record);
  } catch {
    // It then lasts as long as the composer is open.
  }
}

/** What one person has begun is not for the next one at the same browser. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(KEY)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
