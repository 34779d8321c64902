import type { TimelineEntry } from '@/api/types';
import type { FileInfo } from '../files/api';

/** The files that an entry tells of: attached to the note, or brought by themselves. */
export function filesOf(entry: TimelineEntry): FileInfo[] {
  const { files } = entry as { files?: FileInfo[] | null };
  return files ?? [];
}

/** Whether an entry tells that files came or went by themselves. */
export const tellsOfFiles = (entry: TimelineEntry) => String(entry.kind) === 'file';
