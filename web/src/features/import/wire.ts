import { address, send } from '@/api/http';
import type { ProblemItem } from '@/api/types';

export type ImportColumn = { name: string; samples: string[]; filled: number };

export type ImportFormat = {
  kind: string;
  encoding: string | null;
  separator: string | null;
  sheet: string | null;
  /** The sheets of a workbook. */
  sheets?: string[] | null;
};

/** How to read a file, where the guess was wrong. */
export type Reading = { encoding?: string; separator?: string; sheet?: string };

export type ImportMapping = {
  object: string;
  columns: Record<string, { field: string; type?: string; type_from?: string } | null>;
  /** By which fields a row is known to be a record that exists, in this order; null: every row is a new one. */
  key: string | string[] | null;
  /** The name under which ids of another system are kept. */
  source?: string;
  existing: 'update' | 'fill' | 'skip';
  missing: 'create' | 'reject';
  /** Field → value in the file → the id or name it stands for; an empty text leaves the field empty. */
  matches?: Record<string, Record<string, string>>;
  pipeline?: string;
  encoding?: string;
  separator?: string;
  sheet?: string;
};

export type ImportFile = {
  id: string;
  filename: string;
  format: ImportFormat;
  rows: number;
  columns: ImportColumn[];
  guess: { object: string; mapping: ImportMapping };
};

export type PlannedAction = 'create' | 'update' | 'unchanged' | 'skip' | 'reject';

export type PlannedRow = {
  row: number;
  action: PlannedAction;
  label: string | null;
  fields: Record<string, unknown>;
  problems: ProblemItem[];
};

export type Unmatched = {
  column: string;
  field: string;
  value: string;
  rows: number;
  suggestions: { id: string; label: string; score: number }[];
};

export type ImportPlan = {
  counts: Record<PlannedAction, number>;
  rows: PlannedRow[];
  unmatched: Unmatched[];
};

export type ImportCounts = {
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
};

export type ImportRun = {
  id: string;
  filename?: string;
  object?: string | null;
  status: 'uploaded' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  counts: ImportCounts | null;
  batch: string | null;
  undone?: boolean;
  error?: { code: string; params?: Record<string, unknown> } | string | null;
  created_at?: string;
  created_by?: string | null;
};

const enc = encodeURIComponent;

export const imports = {
  /** Sends a file; `reading` says better than the server's guess how it is to be read. */
  upload: async (file: File, reading: Reading = {}): Promise<ImportFile> => {
    const raw = new FormData();
    raw.set('file', file, file.name);
    return (await send<ImportFile>('POST', '/imports', { raw, query: reading })).data;
  },
  preview: async (id: string, mapping: ImportMapping, signal?: AbortSignal) =>
    (await send<ImportPlan>('POST', `/imports/${enc(id)}/preview`, { body: { mapping }, signal }))
      .data,
  run: async (id: string, mapping: ImportMapping) =>
    (await send<ImportRun>('POST', `/imports/${enc(id)}/run`, { body: { mapping } })).data,
  state: async (id: string) => (await send<ImportRun>('GET', `/imports/${enc(id)}`)).data,
  list: async () => {
    const { data } = await send<ImportRun[] | { imports: ImportRun[] }>('GET', '/imports');
    return Array.isArray(data) ? data : data.imports;
  },
  rejectedAddress: (id: string) => address(`/imports/${enc(id)}/rejected`),
};
