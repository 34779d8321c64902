// Runs the journeys one after another and counts. `node run.mjs board import` runs those whose name holds a word.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { startBrowser } from './lib/browser.mjs';
import { Stage } from './lib/stage.mjs';

const here = new URL('.', import.meta.url);
const words = process.argv.slice(2);
const limit = Number(process.env.KITH_E2E_TIMEOUT ?? 120) * 1000;

const journeys = [];
for (const file of (await readdir(new URL('journeys/', here))).sort()) {
  if (!file.endsWith('.mjs')) continue;
  const room = file.replace(/^\d+-|\.mjs$/g, '');
  for (const [name, run] of Object.entries((await import(new URL(`journeys/${file}`, here))).default)) {
    journeys.push({ name: `${room}: ${name}`, run });
  }
}
const chosen = journeys.filter((j) => words.length === 0 || words.some((w) => j.name.includes(w)));

await rm(new URL('out/', here), { recursive: true, force: true });
await mkdir(new URL('out/', here), { recursive: true });

const browser = await startBrowser();
const failed = [];
for (const [index, { name, run }] of chosen.entries()) {
  const stage = new Stage(browser, name, new URL('out/', here));
  const begun = performance.now();
  let alarm;
  let fault;
  try {
    const late = new Promise((_, reject) => {
      alarm = setTimeout(() => reject(new Error(`took longer than ${limit / 1000} s`)), limit);
    });
    await Promise.race([run(stage), late]);
    stage.noComplaints();
  } catch (error) {
    fault = error;
    await stage.keepEvidence(`${String(index + 1).padStart(2, '0')}`);
  } finally {
    clearTimeout(alarm);
    await stage.close();
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(5);
  console.log(`${fault ? 'FAIL' : 'pass'} ${seconds} s  ${name}`);
  if (fault) {
    failed.push(name);
    console.log(`     ${String(fault.stack ?? fault).replaceAll('\n', '\n     ')}`);
    if (stage.step) console.log(`     at the step: ${stage.step}`);
  }
}
await browser.close();

if (failed.length > 0) console.log(`\nfailed:\n  ${failed.join('\n  ')}\nscreenshots and logs: e2e/out`);
console.log(`\n${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 || chosen.length === 0 ? 1 : 0);
