/** The way through a script, in the browser as on the server: each step follows from the answer to the one before. */

export type Node = {
  id: string;
  kind: 'say' | 'choice' | 'input' | 'end';
  text: string;
  next?: string | null;
  answers?: { label: string; next: string }[];
  required?: boolean;
};
export type Step = { node: string; answer?: number | null; value?: unknown };

/** The step that comes after a way; none after the end, and none where the way breaks off. */
export function nextNode<N extends Node>(
  nodes: readonly N[],
  start: string,
  path: readonly Step[],
): N | undefined {
  const last = path.at(-1);
  const id = last === undefined ? start : wayOf(nodes, last);
  return nodes.find((node) => node.id === id);
}

function wayOf(nodes: readonly Node[], step: Step): string | null | undefined {
  const node = nodes.find((one) => one.id === step.node);
  return node?.kind === 'choice' ? node.answers?.[step.answer ?? -1]?.next : node?.next;
}

/** How many steps there are at the least from a step to an end. */
export function stepsToEnd(nodes: readonly Node[], from: string): number {
  let reached = new Set([from]);
  for (let count = 0; count <= nodes.length; count += 1) {
    const here = nodes.filter((node) => reached.has(node.id));
    if (here.length === 0 || here.some((node) => node.kind === 'end')) return count;
    reached = new Set(
      here.flatMap((node) => [
        ...(node.next ? [node.next] : []),
        ...(node.answers ?? []).map((answer) => answer.next),
      ]),
    );
  }
  return nodes.length;
}

/** Paragraphs and lists of a text, with what is bold in them. */
export type Block = { list: boolean; lines: { text: string; bold: boolean }[][] };

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const list = /^[-*] /.test(line);
    const parts = (list ? line.slice(2) : line)
      .split(/\*\*(.+?)\*\*/)
      .map((part, at) => ({ text: part, bold: at % 2 === 1 }))
      .filter((part) => part.text !== '');
    const last = blocks.at(-1);
    if (list && last?.list) last.lines.push(parts);
    else blocks.push({ list, lines: [parts] });
  }
  return blocks;
}
