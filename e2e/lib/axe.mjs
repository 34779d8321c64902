// Accessibility: axe-core injected into the page; serious and critical findings fail the journey.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

const source = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Fails when axe finds a serious fault on the page as it stands. */
export async function accessible(page, what) {
  // What waits for an answer is dimmed for that while; axe would read its colours so.
  const atRest = () => !document.querySelector('[data-stale], [aria-busy="true"]');
  await page.waitForFunction(atRest, null, { timeout: 5_000 }).catch(() => {});
  await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }),
  );
  const grave = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  const report = grave.map(
    (v) =>
      `${v.id} (${v.impact}): ${v.help}\n    ${v.nodes
        .slice(0, 4)
        .map((n) => `${n.target} ${n.failureSummary?.split('\n')[1] ?? ''}`)
        .join('\n    ')}`,
  );
  assert.equal(grave.length, 0, `${what}: accessibility faults\n  ${report.join('\n  ')}`);
}
