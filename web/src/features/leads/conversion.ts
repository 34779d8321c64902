import { answerOf, http } from '@/api/http';
import { learn, learnOne } from '@/api/labels';
import { Problem } from '@/api/problem';
import type { Catalogue, FieldValue, ProblemItem, Rec, RecAnswer } from '@/api/types';
import { isEmpty } from '@/fields';

export const kinds = ['company', 'contact', 'deal'] as const;
export type Kind = (typeof kinds)[number];

/** What the person has chosen for one of the records that an inquiry becomes. */
export type Choice =
  | { how: 'usual' | 'new'; name?: string; pipeline?: string }
  | { how: 'existing'; id: string }
  | { how: 'none' };
export type Choices = Record<Kind, Choice>;

export type Part = { is_new: boolean; record: RecAnswer };
export type Preview = Record<Kind, Part | null> & {
  matches: { object: string; id: string; label: string; field: string }[];
  /** What the deal's stage asks for besides, at `deal.…`. */
  missing: ProblemItem[];
};

/** The parameters of the verb `convert`; `filled` is what the stage of a new deal asks for. */
export function paramsOf(
  choices: Choices,
  allow = false,
  filled: Record<string, FieldValue> = {},
): Record<string, unknown> {
  const params: Record<string, unknown> = allow ? { on_duplicate: 'allow' } : {};
  for (const kind of kinds) {
    const choice = choices[kind];
    if (choice.how === 'none') params[kind] = false;
    else if (choice.how === 'existing') {
      if (choice.id) params[kind] = choice.id;
    } else {
      const fields = {
        ...(choice.name?.trim() && { name: choice.name.trim() }),
        ...(choice.pipeline && { pipeline: choice.pipeline }),
        ...(kind === 'deal' && filled),
      };
      if (choice.how === 'new' || Object.keys(fields).length > 0) params[kind] = fields;
    }
  }
  return params;
}

/** What a conversion would make; nothing happens. */
export async function previewConversion(
  id: string,
  params: Record<string, unknown>,
): Promise<Preview> {
  const { data } = await answerOf(
    http.POST('/api/v1/leads/{id}/conversion', { params: { path: { id } }, body: params }),
  );
  const preview = data as unknown as Preview;
  for (const kind of kinds) learn(preview[kind]?.record.refs);
  for (const { object, id: match, label } of preview.matches) learnOne(object, match, label);
  return preview;
}

/** The same without names: what is tried out does not depend on them. */
export function unnamed(choices: Choices): Choices {
  const bare = (choice: Choice): Choice => {
    if (!('name' in choice)) return choice;
    const { name: _, ...rest } = choice;
    return rest;
  };
  return {
    company: bare(choices.company),
    contact: bare(choices.contact),
    deal: bare(choices.deal),
  };
}

/** Whether every known record that is to be taken has been named. */
export const isComplete = (choices: Choices) =>
  kinds.every((kind) => {
    const choice = choices[kind];
    return choice.how !== 'existing' || choice.id !== '';
  });

/** What the conversion itself says of the lead. */
const said: readonly string[] = kinds;

/** What the lead lacks for the stage in which its pipeline ends well: fields of its own. */
export function askedAtEnd(catalogue: Catalogue, { fields }: Pick<Rec, 'fields'>): string[] {
  const home = catalogue.pipelines.find(({ id }) => id === fields.pipeline);
  const end = home?.stages.find(({ kind }) => kind === 'won');
  return (end?.rules?.required ?? []).filter(
    (name) => !name.includes('.') && !said.includes(name) && isEmpty(fields[name]),
  );
}

const inDeal = 'deal.';

/** What speaks against the deal as its rules name it; what speaks against the lead itself is left out. */
export function ofDeal(problems: readonly ProblemItem[]): Problem | null {
  const own = problems.filter(({ field }) => field?.startsWith(inDeal));
  if (own.length === 0) return null;
  const bare = own.map((one) => ({ ...one, field: one.field?.slice(inDeal.length) ?? null }));
  return new Problem(409, { code: 'stage_rules', problems: bare });
}
