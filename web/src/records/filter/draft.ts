import type { FilterNode, Term } from '@/api/types';
import { type Beyond, isBeyond, isComplete, isTerm } from './terms';

/** A filter while it is being built: groups within groups, some conditions not yet complete. */
export type TermDraft = { id: number; kind: 'term'; term: Term | null };
/** What is kept as it is: it can be taken away, not built. */
export type BeyondDraft = { id: number; kind: 'beyond'; node: Beyond };
export type GroupDraft = {
  id: number;
  kind: 'group';
  join: 'and' | 'or';
  not: boolean;
  items: Draft[];
};
export type Draft = TermDraft | BeyondDraft | GroupDraft;

let last = 0;
const fresh = (): number => {
  last += 1;
  return last;
};

export function newTerm(term: Term | null = null): TermDraft {
  return { id: fresh(), kind: 'term', term };
}

export function newGroup(join: 'and' | 'or', items: Draft[]): GroupDraft {
  return { id: fresh(), kind: 'group', join, not: false, items };
}

function draftOf(node: FilterNode): Draft {
  if (isTerm(node)) return newTerm(node);
  if (isBeyond(node)) return { id: fresh(), kind: 'beyond', node };
  if ('and' in node) return newGroup('and', node.and.map(draftOf));
  if ('or' in node) return newGroup('or', node.or.map(draftOf));
  const inner = draftOf(node.not);
  if (inner.kind === 'group' && !inner.not) return { ...inner, not: true };
  return { ...newGroup('and', [inner]), not: true };
}

/** The filter as the outermost group; an empty one begins with a condition to fill in. */
export function rootOf(filter: FilterNode | undefined): GroupDraft {
  const draft = filter && draftOf(filter);
  if (!draft) return newGroup('and', [newTerm()]);
  return draft.kind === 'group' ? draft : newGroup('and', [draft]);
}

/** What is complete of it, without groups that hold nothing; nothing at all when nothing is complete. */
export function nodeOf(draft: Draft): FilterNode | undefined {
  if (draft.kind === 'beyond') return draft.node;
  if (draft.kind === 'term') {
    return draft.term && isComplete(draft.term) ? draft.term : undefined;
  }
  const items = draft.items.flatMap((item) => nodeOf(item) ?? []);
  if (items.length === 0) return undefined;
  const group: FilterNode = draft.join === 'and' ? { and: items } : { or: items };
  return draft.not ? { not: group } : group;
}

/** The filter for the table: conditions that all must hold stand side by side, each with a chip of its own. */
export function filterOfRoot(root: GroupDraft): FilterNode | undefined {
  const node = nodeOf(root);
  if (!node) return undefined;
  return 'and' in node ? node : { and: [node] };
}

/** The tree with one part changed; `null` takes it away. */
export function replaced(group: GroupDraft, id: number, next: Draft | null): GroupDraft {
  return {
    ...group,
    items: group.items.flatMap((item): Draft[] => {
      if (item.id === id) return next ? [next] : [];
      return [item.kind === 'group' ? replaced(item, id, next) : item];
    }),
  };
}
