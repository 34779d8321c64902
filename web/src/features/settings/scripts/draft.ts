import type { ProblemItem } from '@/api/types';
import type { Definition, Node, NodeKind } from './wire';

/** A script to begin with: a greeting, a question, an end. */
export function emptyScript(words: { hello: string; ask: string; end: string }): Definition {
  return {
    objects: ['deal'],
    pipelines: [],
    stages: [],
    start: 'step-1',
    nodes: [
      { id: 'step-1', kind: 'say', text: words.hello, next: 'step-2', required: false },
      { id: 'step-2', kind: 'input', text: words.ask, next: 'step-3', required: false },
      { id: 'step-3', kind: 'end', text: words.end, required: false },
    ],
  };
}

/** An id that no step has. */
export function newId(nodes: readonly Node[]): string {
  let n = nodes.length + 1;
  while (nodes.some((node) => node.id === `step-${n}`)) n += 1;
  return `step-${n}`;
}

/** The script with a new step at the end of the list; steps that lead nowhere yet lead to it. */
export function added(script: Definition, kind: NodeKind, text: string): [Definition, string] {
  const id = newId(script.nodes);
  const node = shaped({ id, kind, text, required: false }, script.nodes[0]?.id ?? id);
  const start = script.nodes.length === 0 ? id : script.start;
  return [{ ...script, start, nodes: [...script.nodes, node] }, id];
}

/** A step with what its kind has, and nothing else. */
export function shaped(node: Node, next: string): Node {
  const { id, kind, text } = node;
  switch (kind) {
    case 'say':
      return { id, kind, text, next: node.next ?? next, required: false };
    case 'input':
      return {
        id,
        kind,
        text,
        next: node.next ?? next,
        field: node.field ?? undefined,
        required: node.required ?? false,
      };
    case 'choice':
      return {
        id,
        kind,
        text,
        answers: node.answers?.length ? node.answers : [{ label: '', next: node.next ?? next }],
        required: false,
      };
    case 'end':
      return { id, kind, text, required: false };
  }
}

/** The script without a step; what led to it leads to where it led, else to the first other step. */
export function without(script: Definition, id: string): Definition {
  const gone = script.nodes.find((node) => node.id === id);
  const rest = script.nodes.filter((node) => node.id !== id);
  const after = gone?.next && gone.next !== id ? gone.next : (rest.at(-1)?.id ?? '');
  const led = (next: string) => (next === id ? after : next);
  return {
    ...script,
    start: script.start === id ? (rest[0]?.id ?? '') : script.start,
    nodes: rest.map((node) => ({
      ...node,
      ...(node.next ? { next: led(node.next) } : {}),
      ...(node.answers
        ? { answers: node.answers.map((one) => ({ ...one, next: led(one.next) })) }
        : {}),
    })),
  };
}

/** What the server finds wrong, by the step that it is with; the rest under no step. */
export function problemsByNode(problems: readonly ProblemItem[]): Map<string, ProblemItem[]> {
  const found = new Map<string, ProblemItem[]>();
  for (const problem of problems) {
    const node = (problem.params as { node?: string } | undefined)?.node ?? '';
    found.set(node, [...(found.get(node) ?? []), problem]);
  }
  return found;
}
