import type { ProblemItem } from '@/api/types';
import { MIN_LENGTH } from './password';

export type SetupValues = {
  name: string;
  email: string;
  password: string;
  workspace_name: string;
  currency: string;
  time_zone: string;
  sample: boolean;
  /** The ready-made set-up to begin with; none for sales in general. */
  trade: string | null;
};

/** Fields in the order of the page: the first one with a problem gets the focus. */
export const order = [
  'name',
  'email',
  'password',
  'workspace_name',
  'currency',
  'time_zone',
] as const;
export type SetupField = (typeof order)[number];
export type Flaws = Partial<Record<SetupField, { code: string; params?: Record<string, unknown> }>>;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What can be told without asking the server. */
export function check(values: SetupValues): Flaws {
  const flaws: Flaws = {};
  if (!values.name.trim()) flaws.name = { code: 'name_missing' };
  if (!values.email.trim()) flaws.email = { code: 'email_missing' };
  else if (!EMAIL.test(values.email.trim())) flaws.email = { code: 'email_wrong' };
  if ([...values.password].length < MIN_LENGTH) flaws.password = { code: 'password_short' };
  return flaws;
}

/** What the server said, sorted to the fields of the page; the rest belongs to the page as a whole. */
export function sortOut(problems: readonly ProblemItem[]): { flaws: Flaws; rest: ProblemItem[] } {
  const flaws: Flaws = {};
  const rest: ProblemItem[] = [];
  for (const problem of problems) {
    const field = order.find((key) => key === problem.field);
    if (field && !flaws[field]) flaws[field] = { code: problem.code, params: problem.params };
    else if (!field) rest.push(problem);
  }
  return { flaws, rest };
}
