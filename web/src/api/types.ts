/**
 * The wire of `/api/v1` in the words of the UI: the generated types under shorter names, made exact where the document
 * can only say "a value".
 */
import type { components } from './schema';

type S = components['schemas'];

export type FieldKind = S['KindName'];
export type Tone = S['ToneName'];
export type Language = S['Language'];
export type Reach = S['ReachName'];
export type Money = S['Money'];
export type Operator = S['FilterOperator'];
export type ProblemItem = Omit<S['ProblemEntry'], 'params'> &
  Partial<Pick<S['ProblemEntry'], 'params'>>;

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

/** What a field can hold, by its kind. */
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

export type Choice = Omit<S['OptionInfo'], 'retired'> & { retired?: boolean };
export type Field = Omit<S['FieldInfo'], 'operators' | 'options' | 'hidden' | 'weight'> & {
  /** How much it counts for how complete a record is. */
  weight?: number;
  hidden?: boolean;
  operators: Operator[];
  options?: Choice[] | null;
};
export type ObjectType = Omit<S['ObjectInfo'], 'fields'> & { fields: Field[] };
export type Stage = S['StageInfo'];
export type StageRules = S['StageRules'];
export type StageStatus = S['StageStatus'];
export type PlannedTask = S['PlannedTask'];
export type ChecklistItem = S['ChecklistItem'];
export type Pipeline = S['PipelineInfo'];
export type PipelineRules = S['PipelineRules'];
export type OutcomeRules = S['OutcomeRules'];
export type Catalogue = Omit<S['CatalogueInfo'], 'objects'> & { objects: ObjectType[] };

export type Rec = Omit<S['Record'], 'fields' | 'can' | 'masked'> &
  Partial<Pick<S['Record'], 'can' | 'masked'>> & { fields: Record<string, FieldValue> };

/** Labels of linked records: object key → record id → label. */
export type Refs = S['Refs'];
export type RecAnswer = Rec & { refs: Refs };
export type Page = Omit<S['RecordPage'], 'records' | 'count'> & { records: Rec[]; count?: number };

export type DateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type Within =
  | { last: number; unit: DateUnit }
  | { next: number; unit: DateUnit }
  /** The current one, or the one so many after it; -1 is the last, 1 the next. */
  | { this: DateUnit; offset?: number };

export type Term = S['FilterTerm'];
export type FilterNode = S['FilterNode'];

/** What a list is asked for; `sort` as it stands in the address: `-amount,name`. */
export type RecordQuery = Omit<S['Query'], 'sort'> & { sort?: string };

export type Bucket = S['Bucket'];
export type AggregateQuery = S['Aggregate'];
export type AggregateResult = Omit<S['AggregateAnswer'], 'rows'> & {
  rows: { keys: FieldValue[]; values: (number | string | Money | null)[] }[];
};

export type Session = S['Session'];
export type User = S['UserInfo'];
export type Team = S['TeamInfo'];
/** `token` itself is only in the answer that made it. */
export type Token = S['TokenInfo'] & Partial<Pick<S['CreatedToken'], 'token'>>;

export type TimelineEntry = Omit<S['TimelineEntry'], 'changes'> & {
  changes: { field: string; before: FieldValue; after: FieldValue }[];
};
export type Timeline = Omit<S['TimelineAnswer'], 'entries'> & { entries: TimelineEntry[] };

export type BulkResult = S['BulkAnswer'];
export type Hit = Omit<S['SearchHit'], 'matched' | 'excerpt'> &
  Partial<Pick<S['SearchHit'], 'matched' | 'excerpt'>>;

export type NextTask = S['NextTask'] | null | undefined;
export type BoardCard = Omit<S['Card'], 'fields' | 'can' | 'masked'> &
  Partial<Pick<S['Card'], 'can' | 'masked'>> & { fields: Record<string, FieldValue> };
export type BoardColumn = Omit<S['BoardColumn'], 'records'> & { records: BoardCard[] };
export type Board = Omit<S['Board'], 'columns'> & { columns: BoardColumn[] };

export type FunnelQuery = S['FunnelQuery'];
export type Funnel = S['FunnelAnswer'];
export type CohortQuery = S['CohortQuery'];
export type ReactionQuery = S['ReactionQuery'];
export type Counted = { count: number; filter: FilterNode };
type CohortParts = Record<'entered' | 'advanced' | 'lost' | 'waiting', Counted>;
export type CohortStage = Omit<S['CohortStage'], keyof CohortParts> & CohortParts;
type OfStages<Line> = Omit<Line, 'stages'> & { stages: CohortStage[] };
export type CohortGroup = OfStages<S['CohortGroup']>;
export type Cohorts = OfStages<Omit<S['CohortAnswer'], 'groups'>> & { groups: CohortGroup[] };
type ReactionPart = 'inquiries' | 'reacted' | 'in_time' | 'late' | 'waiting' | 'overdue';
export type Reactions = Omit<S['Reactions'], ReactionPart> & Record<ReactionPart, Counted>;
export type ReactionFigures = {
  totals: Reactions;
  groups: (Reactions & { key?: string | null; label: string })[];
};
export type ImportMapping = S['Mapping'];
export type ImportFile = S['Upload'];
export type ImportPreview = S['Preview'];
export type ImportRun = S['ImportRun'];
