import { begun, keepBegun } from '@/app/begun';
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

type Kept = Omit<Draft, 'named'> & { named: [string, string][] };

export const emptyDraft = (): Draft => ({ text: '', named: new Map(), files: [], met: [] });

export function draftOf(record: string): Draft {
  const kept = begun('note', record) as Partial<Kept> | null;
  return { ...emptyDraft(), ...kept, named: new Map(kept?.named ?? []) };
}

export function keepDraft(record: string, draft: Draft): void {
  const isEmpty = !draft.text && draft.files.length === 0 && draft.met.length === 0;
  keepBegun('note', record, isEmpty ? null : { ...draft, named: [...draft.named] });
}
