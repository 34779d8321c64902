// The examples of a document, run as they stand: every ```sh run block in one shell, and the ```json block after it
// compared with the last value printed. In what is expected, "…" fits anything and objects may have more keys.
import { isDeepStrictEqual } from 'node:util';

/** The runnable blocks of a Markdown text: [{ line, code, expected }]. */
export function examples(markdown) {
  const blocks = [];
  let open;
  markdown.split('\n').forEach((text, index) => {
    const fence = text.match(/^```(.*)$/);
    if (!fence) {
      if (open) open.code += `${text}\n`;
      else if (text.trim() && blocks.length > 0) blocks.at(-1).closed = true;
      return;
    }
    if (!open) {
      open = { language: fence[1].trim(), line: index + 1, code: '' };
      return;
    }
    const previous = blocks.at(-1);
    if (open.language === 'sh run') blocks.push(open);
    else if (open.language === 'json' && previous && !previous.closed && !previous.expected)
      previous.expected = open.code;
    open = undefined;
  });
  return blocks;
}

/** One shell script of all blocks; each prints its own mark first. */
export function script(blocks) {
  const parts = blocks.map(({ line, code }) => `printf '\\n@@@ %s\\n' ${line}\n${code}`);
  return `set -euo pipefail\n${parts.join('\n')}\nprintf '\\n@@@ end\\n'\n`;
}

/** What each block printed, by the line it stands on. */
export function outputs(text) {
  const found = new Map();
  for (const part of text.split(/^@@@ /m).slice(1)) {
    const [mark, ...rest] = part.split('\n');
    found.set(mark, rest.join('\n').trim());
  }
  return found;
}

/** The last JSON value of an output of several. */
export function lastValue(output) {
  const lines = output.split('\n');
  for (let from = lines.length - 1; from >= 0; from -= 1) {
    if (/^[\s}\]]/.test(lines[from])) continue;
    try {
      return JSON.parse(lines.slice(from).join('\n'));
    } catch {
      // The value begins further up.
    }
  }
  return undefined;
}

/** Whether a value fits what the document shows. */
export function fits(actual, expected) {
  if (expected === '…') return actual !== undefined && actual !== null;
  if (Array.isArray(expected)) {
    return Array.isArray(actual) && actual.length === expected.length && expected.every((e, i) => fits(actual[i], e));
  }
  if (expected && typeof expected === 'object') {
    return (
      Boolean(actual) &&
      typeof actual === 'object' &&
      Object.keys(expected).every((key) => fits(actual[key], expected[key]))
    );
  }
  return isDeepStrictEqual(actual, expected);
}
