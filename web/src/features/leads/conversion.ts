import { answerOf, http } from '@/api/http';
import { learn, learnOne } from '@/api/labels';
import type { RecAnswer } from '@/api/types';

export const kinds = ['company', 'contact', 'deal'] as const;
export type Kind = (typeof kinds)[number];

/** What the person has chosen for one of the records that an inquiry becomes. */
export type Choice =
  | { how: 'usual'; name?: string }
  | { how: 'new'; name?: string }
  | { how: 'existing'; id: string }
  | { how: 'none' };
export type Choices = Record<Kind, Choice>;

export type Part = { is_new: boolean; record: RecAnswer };
export type Preview = Record<Kind, Part | null> & {
  matches: { object: string; id: string; label: string; field: string }[];
};

/** The parameters of the verb `convert`. */
export function paramsOf(choices: Choices, allow = false): Record<string, unknown> {
  const params: Record<string, unknown> = allow ? { on_duplicate: 'allow' } : {};
  for (const kind of kinds) {
    const choice = choices[kind];
    if (choice.how === 'none') params[kind] = false;
    else if (choice.how === 'existing') {
      if (choice.id) params[kind] = choice.id;
    } else if (choice.name?.trim()) params[kind] = { name: choice.name.trim() };
    else if (choice.how === 'new') params[kind] = {};
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
  const bare = (choice: Choice): Choice => ('name' in choice ? { how: choice.how } : choice);
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
