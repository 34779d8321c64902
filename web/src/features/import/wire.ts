import { api } from '@/api/client';
import { send } from '@/api/http';
import type {
  ImportPreview,
  ImportMapping as Mapping,
  ProblemItem,
  ImportRun as Run,
  ImportFile as Upload,
} from '@/api/types';

export type { ImportPreview as ImportPlan } from '@/api/types';

/** How to read a file and what its rows are, where the guess was wrong. */
export type Reading = { encoding?: string; separator?: string; sheet?: string; object?: string };

/**
 * What becomes of the columns and rows. `matches`: field → value in the file → the id or name it stands for; an empty
 * text leaves the field empty.
 */
export type ImportMapping = Mapping & { sheet?: string | null };

/** An import with what is known of it besides: what its rows became, who made it, whether it was undone. */
export type ImportRun = Omit<Run, 'error'> & {
  error?: string | { code: string; problems?: ProblemItem[] } | null;
  object?: string | null;
  created_by?: string | null;
  undone?: boolean;
};

export type ImportFile = Upload & {
  format: Upload['format'] & { sheets?: string[] | null };
};
export type ImportColumn = Upload['columns'][number];
export type Unmatched = ImportPreview['unmatched'][number];
export type ImportCounts = Run['counts'];

export type ImportTrial = NonNullable<ImportPreview['tried']>;

export type PlannedAction = keyof ImportPreview['counts'];
export type PlannedRow = Omit<ImportPreview['rows'][number], 'action' | 'problems'> & {
  action: PlannedAction;
  problems?: ProblemItem[];
};

/** Imports taken back on this page: the server's answer may not say so. */
const takenBack = new Set<string>();

export function noteTakenBack(run: Pick<ImportRun, 'id'>): void {
  takenBack.add(run.id);
}

const told = (run: ImportRun): ImportRun =>
  takenBack.has(run.id) ? { ...run, undone: true } : run;

export const imports = {
  ...api.imports,
  list: async (): Promise<ImportRun[]> => (await api.imports.list()).map(told),
  get: async (id: string): Promise<ImportRun> => told(await api.imports.get(id)),
  /** Sends a file; `reading` says what the server guessed wrong. */
  upload: async (file: File, reading: Reading = {}): Promise<ImportFile> => {
    const raw = new FormData();
    raw.set('file', file, file.name);
    return (await send<ImportFile>('POST', '/imports', { raw, query: reading })).data;
  },
};
