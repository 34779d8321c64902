import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { objectOf, useCatalogue, useUsersById } from '@/catalogue';
import type { Notification } from './wire';

type Counts = Record<string, number>;

/** The counts that a summary carries; none when it is not one. */
export function countsOf(text: string | null | undefined): Counts {
  try {
    const { counts } = JSON.parse(text ?? '') as { counts?: Counts };
    return counts ?? {};
  } catch {
    return {};
  }
}

const bold = { b: (words: ReactNode) => <b>{words}</b> };

/** What a notification says, in one sentence. */
export function useSentence(): (one: Notification) => ReactNode {
  const t = useTranslations('alerts.said');
  const users = useUsersById();
  const catalogue = useCatalogue();
  const w = useTranslations('timeline');
  return (one) => {
    // What rules and set-ups do by themselves nobody has done.
    const actor = one.by ? (users.get(one.by)?.name ?? w('somebody')) : w('system');
    const label = one.record?.label ?? objectOf(catalogue, one.object ?? '')?.label_plural ?? '';
    const count = one.record ? 1 : one.count;
    const values = { ...bold, actor, label, count };
    const counts = countsOf(one.text);
    const of = (key: string) => counts[key] ?? 0;
    if (one.kind === 'digest') {
      return t.rich('digest', {
        ...bold,
        today: of('today'),
        overdue: of('overdue'),
        idle: of('no_next_step'),
        leads: of('new_leads'),
      });
    }
    if (one.kind === 'import_done') {
      return t.rich('import_done', {
        ...bold,
        created: of('created'),
        updated: of('updated'),
        rejected: of('rejected'),
      });
    }
    return t.rich(one.kind, values);
  };
}

/** The same without marks, for where there is only text. */
export function usePlainSentence(): (one: Notification) => string {
  const sentence = useSentence();
  return (one) => plain(sentence(one));
}

function plain(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(plain).join('');
  if (node && typeof node === 'object' && 'props' in node) {
    return plain((node.props as { children?: ReactNode }).children);
  }
  return '';
}

/** The words below the sentence: the beginning of a note, the leads that a summary names. */
export function quoteOf(one: Notification): string | null {
  if (one.kind === 'digest') return one.leads.map(({ label }) => label).join(', ') || null;
  const quoted = one.kind === 'note' || one.kind === 'mentioned';
  if (!quoted || !one.text) return null;
  // `@[Name](user:…)` is shown as it is in the note.
  return one.text.replace(/@\[([^\]]*)\]\(user:[^)]*\)/g, '@$1');
}
