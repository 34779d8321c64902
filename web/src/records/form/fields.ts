import type { Catalogue, Field, FieldValue, ObjectType } from '@/api/types';
import { defaultPipeline, stageOf } from '@/catalogue';
import { usualColumns } from '../columns';

/** What people fill in first, where the columns of the list say it badly. */
const first: Record<string, string[]> = {
  company: ['name', 'phones', 'emails', 'website', 'industry', 'owner'],
  contact: ['name', 'company', 'position', 'phones', 'emails', 'owner'],
  lead: ['name', 'source', 'contact_name', 'company_name', 'phones', 'emails', 'note', 'owner'],
  deal: ['name', 'company', 'contact', 'amount', 'stage', 'product', 'expected_close', 'owner'],
  task: [
    'title',
    'type',
    'due_at',
    'duration',
    'about',
    'assignee',
    'priority',
    'remind_before',
    'recurrence',
  ],
  product: ['name', 'sku', 'price', 'unit', 'category', 'active'],
  affiliation: ['contact', 'company', 'role', 'since', 'until'],
  objection: ['title', 'kind', 'category', 'text'],
  answer: ['objection', 'title', 'text'],
  objection_met: ['about', 'objection', 'answer', 'worked', 'words'],
  line_item: ['deal', 'product', 'quantity', 'price', 'discount'],
  deal_member: ['user', 'role', 'share', 'may_edit'],
  price: ['price_list', 'product', 'price', 'from_quantity'],
};

/** What follows from the rest of the form where nobody writes it: a price is called as its product. */
const following: Record<string, readonly string[]> = { price: ['name'] };

/**
 * The fields of a form: title and required ones, then the usual; the rest waits behind a button. What the place where it is
 * made has `settled` is not asked; what the stage has `asked` for is required.
 */
export function formFields(
  object: ObjectType,
  initial?: Record<string, FieldValue>,
  settled?: readonly string[],
  asked: readonly string[] = [],
): { usual: Field[]; rest: Field[] } {
  const follows = (field: Field) => following[object.key]?.includes(field.key) === true;
  const writable = object.fields
    .filter((field) => !field.read_only && !settled?.includes(field.key))
    .map((field) => (follows(field) ? { ...field, required: false } : field))
    .map((field) => (asked.includes(field.key) ? { ...field, required: true } : field));
  const wanted = first[object.key] ?? [object.title, ...usualColumns(object)];
  const given = Object.keys(initial ?? {});
  const isUsual = (field: Field) =>
    field.required ||
    (field.key === object.title && !follows(field)) ||
    wanted.includes(field.key) ||
    given.includes(field.key);
  // What only a stage asks for stays where it is usually found: the form does not jump when another one is chosen.
  const always = new Set(object.fields.flatMap(({ key, required }) => (required ? key : [])));
  const order = (field: Field) => {
    const required = always.has(field.key) && field.required;
    if (field.key === object.title && (required || !first[object.key])) return -2;
    if (required) return -1;
    const place = wanted.indexOf(field.key);
    return place < 0 ? wanted.length : place;
  };
  return {
    usual: writable.filter(isUsual).sort((a, b) => order(a) - order(b)),
    rest: writable.filter((field) => !isUsual(field)),
  };
}

/** What is most likely right: mine, the first stage of the pipeline, active. What the place has settled holds. */
export function firstValues(
  object: ObjectType,
  catalogue: Catalogue,
  me: string,
  initial: Record<string, FieldValue> = {},
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  const has = (key: string) => object.fields.some((field) => field.key === key && !field.read_only);
  if (object.owner && has(object.owner)) values[object.owner] = me;
  if (object.verbs.includes('move')) {
    const known = stageOf(catalogue, String(initial.stage ?? ''))?.pipeline.id ?? initial.pipeline;
    const pipeline = String(known ?? defaultPipeline(catalogue, object.key)?.id ?? '');
    const { stage } = inPipeline(catalogue, pipeline);
    if (stage && has('pipeline')) values.pipeline = pipeline;
    if (stage && has('stage')) values.stage = stage;
  }
  if (object.key === 'product' && has('active')) values.active = true;
  if (object.key === 'task' && has('type')) {
    const types = object.fields.find((field) => field.key === 'type')?.options;
    values.type = types?.find((option) => option.key === 'todo')?.key ?? types?.[0]?.key ?? null;
  }
  return { ...values, ...initial };
}

/** Where a record comes to stand in a pipeline: in its first open stage. */
export function inPipeline(catalogue: Catalogue, id: string): { stage?: string } {
  const pipeline = catalogue.pipelines.find((one) => one.id === id);
  const stage = pipeline?.stages.find(({ kind }) => kind === 'open');
  return stage ? { stage: stage.id } : {};
}
