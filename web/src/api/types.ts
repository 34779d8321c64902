/** The wire of `/api/v1` in the words of the UI. */

export type FieldKind =
  | 'text'
  | 'long_text'
  | 'number'
  | 'money'
  | 'boolean'
  | 'date'
  | 'date_time'
  | 'one_of'
  | 'many_of'
  | 'link'
  | 'user'
  | 'pipeline'
  | 'stage'
  | 'phones'
  | 'emails'
  | 'address'
  | 'external_ids';

export type Tone = 'gray' | 'blue' | 'violet' | 'amber' | 'green' | 'red';
export type Language = 'en' | 'ru' | 'cs';
export type Reach = 'none' | 'own' | 'team' | 'all';

export type Money = { amount: string; currency: string };
export type Phone = {
  value: string;
  e164?: string | null;
  type?: string | null;
  primary?: boolean;
};
export type Email = { value: string; type?: string | null; primary?: boolean };
export type Address = {
  type?: string | null;
  street?: string | null;
  city?: string | null;
  region?: string | null;
  postal_code?: string | null;
  country?: string | null;
  primary?: boolean;
};

export type FieldValue =
  | null
  | undefined
  | string
  | number
  | boolean
  | string[]
  | Money
  | Phone[]
  | Email[]
  | Address[]
  | Record<string, string>;

export type Choice = { key: string; label: string; tone?: Tone | null; retired?: boolean };

export type Operator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'in'
  | 'not_in'
  | 'contains'
  | 'starts'
  | 'empty'
  | 'not_empty'
  | 'between'
  | 'within';

export type Field = {
  key: string;
  kind: FieldKind;
  label: string;
  required: boolean;
  read_only: boolean;
  unique: boolean;
  custom: boolean;
  system: boolean;
  sortable: boolean;
  groupable: boolean;
  operators: Operator[];
  options?: Choice[];
  open?: boolean;
  targets?: string[];
  scale?: number;
};

export type ObjectType = {
  key: string;
  label: string;
  label_plural: string;
  icon: string;
  custom: boolean;
  title: string;
  owner: string | null;
  parent: string | null;
  verbs: string[];
  can: { read: Reach; create: boolean; edit: Reach; delete: Reach };
  fields: Field[];
};

export type Stage = {
  id: string;
  name: string;
  kind: 'open' | 'won' | 'lost';
  probability: number;
  tone: Tone;
  position: number;
};

export type Pipeline = {
  id: string;
  key: string;
  name: string;
  object: string;
  is_default: boolean;
  stages: Stage[];
};

export type Catalogue = {
  version: number;
  currency: string;
  country: string;
  time_zone: string;
  language: Language;
  objects: ObjectType[];
  pipelines: Pipeline[];
};

export type Rec = {
  object: string;
  id: string;
  version: number;
  fields: Record<string, FieldValue>;
  can?: { edit: boolean; delete: boolean };
  masked?: string[];
  deleted_at?: string | null;
};

/** Labels of linked records: object key → record id → label. */
export type Refs = Record<string, Record<string, string>>;

export type Page = { records: Rec[]; refs: Refs; next: string | null; count?: number };

export type Within =
  | { last: number; unit: DateUnit }
  | { next: number; unit: DateUnit }
  | { this: DateUnit };
export type DateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export type Term = { field: string; op: Operator; value?: unknown };
export type FilterNode = { and: FilterNode[] } | { or: FilterNode[] } | { not: FilterNode } | Term;

export type RecordQuery = {
  filter?: FilterNode;
  sort?: string;
  fields?: string[];
  limit?: number;
  cursor?: string;
  offset?: number;
  count?: boolean;
};

export type Bucket = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type AggregateQuery = {
  filter?: FilterNode;
  group_by?: { field: string; by?: Bucket }[];
  measures: { fn: 'count' | 'sum' | 'avg' | 'min' | 'max'; field?: string }[];
  time_zone?: string;
};
export type AggregateResult = {
  rows: { keys: FieldValue[]; values: (number | string | Money | null)[] }[];
  refs: Refs;
  unconverted?: number;
};

export type Session = {
  user: {
    id: string;
    name: string;
    email: string;
    language: Language;
    time_zone: string;
    team: string | null;
  };
  roles: { id: string; key: string; name: string }[];
  can: {
    administer: boolean;
    export: boolean;
    import: boolean;
    bulk: boolean;
    manage_users: boolean;
    manage_catalogue: boolean;
    manage_pipelines: boolean;
  };
  workspace: {
    name: string;
    currency: string;
    time_zone: string;
    language: Language;
    country: string;
  };
};

export type User = {
  id: string;
  name: string;
  email: string;
  team: string | null;
  manager: string | null;
  office: string | null;
  active: boolean;
};

export type Team = { id: string; name: string; parent: string | null; manager: string | null };

export type Token = {
  id: string;
  name: string;
  created_at?: string;
  expires_at?: string | null;
  last_used_at?: string | null;
  /** Only in the answer that created it. */
  token?: string;
};

export type TimelineEntry = {
  id: string;
  kind: 'change' | 'note' | 'task';
  name: string;
  at: string;
  by: { id: string; name: string } | null;
  origin: string;
  record: { object: string; id: string; label: string };
  batch: string | null;
  changes: { field: string; before: FieldValue; after: FieldValue }[];
  text?: string;
  can_undo: boolean;
};

export type Timeline = { entries: TimelineEntry[]; refs: Refs; next: string | null };

export type BulkResult = {
  batch: string | null;
  dry_run: boolean;
  counts: { changed: number; unchanged: number; failed: number };
  results: { id: string; ok: boolean; version?: number; code?: string; problems?: ProblemItem[] }[];
};

export type Hit = {
  object: string;
  id: string;
  title: string;
  subtitle?: string | null;
  matched?: string;
};

export type NextTask = {
  id: string;
  title: string;
  due_at: string | null;
  state: 'overdue' | 'today' | 'planned';
} | null;

export type BoardCard = Rec & { next_task: NextTask; days_in_stage: number };
export type BoardColumn = {
  stage: Stage;
  count: number;
  sum: Money;
  weighted: Money;
  unconverted: number;
  records: BoardCard[];
  next: string | null;
};
export type Board = {
  pipeline: { id: string; name: string };
  columns: BoardColumn[];
  refs: Refs;
  can_edit: boolean;
};

export type ProblemItem = { field?: string | null; code: string; params?: Record<string, unknown> };

export type Figure = { count: number; sum: Money; filter: FilterNode };

export type FunnelStage = {
  stage: Stage;
  count: number;
  sum: Money;
  weighted: Money;
  /** Deals that came at least as far as this stage. */
  reached: number;
  /** Part of the deals of the stage before that came here, `"0.87"`. */
  conversion: string | null;
  filter: FilterNode;
};

export type FunnelGroup = {
  key: string | null;
  label: string | null;
  open: Figure;
  won: Figure;
  lost: Figure;
  win_rate: string | null;
  average_won: Money | null;
  cycle_days: string | null;
  filter: FilterNode;
};

export type FunnelGroupBy = 'owner' | 'manager' | 'office' | 'product' | 'month';
export type FunnelPeriodField = 'closed_at' | 'created_at' | 'engaged_on';

export type FunnelQuery = {
  pipeline: string;
  filter?: FilterNode;
  period?: { field: FunnelPeriodField; from?: string; to?: string } | null;
  group_by?: FunnelGroupBy | null;
  time_zone?: string;
};

export type Funnel = {
  pipeline: { id: string; name: string };
  currency: string;
  time_zone: string;
  stages: FunnelStage[];
  totals: {
    open: Figure;
    won: Figure;
    lost: Figure;
    win_rate: string | null;
    average_won: Money | null;
    cycle_days: string | null;
  };
  groups: FunnelGroup[];
  unconverted: number;
};

export type ImportColumn = { name: string; samples: string[]; filled: number };

export type ImportMapping = {
  object: string;
  columns: Record<string, { field: string } | null>;
  /** What tells that a row is a record already here. */
  key?: string | string[] | null;
  source?: string | null;
  existing?: 'update' | 'fill' | 'skip';
  missing?: 'create' | 'reject';
  /** column → value in the file → the record it means. */
  matches?: Record<string, Record<string, string>>;
  pipeline?: string | null;
  encoding?: string | null;
  separator?: string | null;
};

export type ImportFile = {
  id: string;
  filename: string;
  format: {
    kind: 'csv' | 'xlsx';
    encoding?: string | null;
    separator?: string | null;
    sheet?: string | null;
  };
  rows: number;
  columns: ImportColumn[];
  guess: { object: string; mapping: ImportMapping };
};

export type ImportPreview = {
  counts: { create: number; update: number; unchanged: number; skip: number; reject: number };
  rows: {
    row: number;
    action: 'create' | 'update' | 'unchanged' | 'skip' | 'reject';
    label: string | null;
    fields: Record<string, FieldValue>;
    problems: ProblemItem[];
  }[];
  unmatched: {
    column: string;
    field: string;
    value: string;
    rows: number;
    suggestions: { id: string; label: string; score: number }[];
  }[];
  refs?: Refs;
};

export type ImportRun = {
  id: string;
  filename?: string;
  object?: string;
  status: 'uploaded' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  counts: {
    created: number;
    updated: number;
    unchanged: number;
    skipped: number;
    rejected: number;
  };
  batch: string | null;
  created_at?: string;
  error?: { code: string; params?: Record<string, unknown> } | null;
};
