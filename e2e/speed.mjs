// Measures how quickly the screen answers on the sample at L, in a real browser against the real binary, and writes the
// section "In the browser" of bench/RESULTS.md. `make bench-ui` runs it; KITH_SPEED_DATA names a folder made before by
// `kith bench --size l --load DIR`, KITH_SPEED_SIZE another size.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from './lib/api.mjs';
import { openWindow, startBrowser } from './lib/browser.mjs';
import { heading, settled } from './lib/grid.mjs';
import { median, painted, slowest, watchPaint } from './lib/paint.mjs';
import { command, startServer } from './lib/server.mjs';
import { words } from './lib/words.mjs';

const GOAL = 100;
const ROUNDS = 5;
const size = process.env.KITH_SPEED_SIZE ?? 'l';
const t = words('ru');
const rows = [];

/** Does something a few times and keeps how it was answered. */
async function measure(page, what, work, { rounds = ROUNDS, moves = false } = {}) {
  const durations = [];
  const frames = [];
  const whole = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const answer = await painted(page, () => work(round));
    whole.push(performance.now() - begun);
    durations.push(...answer.durations);
    frames.push(...answer.frames);
  }
  const row = {
    what,
    // Quicker than the browser tells of.
    median: durations.length > 0 ? median(durations) : 16,
    slowest: durations.length > 0 ? slowest(durations) : 16,
    frame: moves ? slowest(frames) : null,
    late: moves ? frames.filter((gap) => gap > 50).length / Math.max(1, frames.length) : null,
  };
  rows.push(row);
  console.log(
    `${what.padEnd(46)} median ${row.median} ms, slowest ${row.slowest} ms` +
      (moves ? `, longest frame ${Math.round(row.frame)} ms, ${(row.late * 100).toFixed(1)} % over 50 ms` : ''),
  );
}

const quiet = (page) => page.waitForLoadState('networkidle', { timeout: 15_000 }).catch(() => {});

async function lists(page) {
  await page.goto('/records/contact');
  await settled(page);
  await quiet(page);
  await measure(page, 'sort a list of 100,000 contacts', async () => {
    await heading(page, 'ФИО').click();
    await settled(page);
  });
  await page.goto('/records/contact');
  await settled(page);
  await measure(page, 'open a record beside the list', async (round) => {
    await page
      .locator('[data-open]')
      .nth(round + 1)
      .click();
    await page.getByRole('tab', { name: t.record.timeline }).waitFor();
    await quiet(page);
  });
  await page.keyboard.press('Escape');
  await measure(page, 'move about in the list with the arrows', async () => {
    await page.locator('[role=row][data-row] [data-column="1"]').first().click();
    for (let n = 0; n < 12; n += 1) await page.keyboard.press('ArrowDown');
    for (let n = 0; n < 4; n += 1) await page.keyboard.press('ArrowRight');
  });
  await page.keyboard.press('Slash');
  await page.waitForTimeout(300);
  await measure(page, 'type in the search of the list', async () => {
    await page.keyboard.press('Control+a');
    await page.keyboard.type('иван', { delay: 60 });
    await quiet(page);
  });
  await page.goto('/records/contact');
  await settled(page);
  const grid = await page.locator('[role=grid]').boundingBox();
  await page.mouse.move(grid.x + 300, grid.y + 300);
  await measure(
    page,
    'scroll the list with the wheel',
    async () => {
      for (let n = 0; n < 40; n += 1) {
        await page.mouse.wheel(0, 400);
        await page.waitForTimeout(16);
      }
    },
    { rounds: 3, moves: true },
  );
  await measure(page, 'jump to the end and back (Ctrl+End, Ctrl+Home)', async () => {
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('Control+End');
    await quiet(page);
    await page.keyboard.press('Control+Home');
    await quiet(page);
  });
}

async function palette(page, api) {
  const { records } = await api.get('/records/contact?limit=5&offset=500&sort=created_at');
  const names = records.map(({ fields }) => fields.family_name);
  await page.goto('/');
  await quiet(page);
  await measure(page, 'open the palette and type a name', async (round) => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(t.search.placeholder).last().waitFor();
    await page.keyboard.type(names[round], { delay: 60 });
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
  });
}

async function board(page) {
  const begun = performance.now();
  await page.goto('/board/default');
  await page.locator('[data-card]').first().waitFor();
  const opened = Math.round(performance.now() - begun);
  await quiet(page);
  await measure(page, 'open a card beside the board', async (round) => {
    await page.locator('[data-card]').nth(round).getByRole('link').click();
    await page.getByRole('tab', { name: t.record.timeline }).waitFor();
    await quiet(page);
  });
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
  const columns = page.locator('[data-board-column]');
  await measure(
    page,
    'drag a card to the next column',
    async (round) => {
      const card = columns
        .nth(round % 2)
        .locator('[data-card]')
        .first();
      const [a, b] = [await card.boundingBox(), await columns.nth(1 - (round % 2)).boundingBox()];
      const from = { x: a.x + a.width / 2, y: a.y + 18 };
      const to = { x: b.x + b.width / 2, y: b.y + 160 };
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      for (let step = 1; step <= 20; step += 1) {
        await page.mouse.move(from.x + ((to.x - from.x) * step) / 20, from.y + ((to.y - from.y) * step) / 20);
        await page.waitForTimeout(16);
      }
      await page.mouse.up();
      await quiet(page);
    },
    { moves: true },
  );
  const first = await columns.first().boundingBox();
  await page.mouse.move(first.x + 60, first.y + 200);
  await measure(
    page,
    'scroll a column of the board',
    async () => {
      for (let n = 0; n < 30; n += 1) {
        await page.mouse.wheel(0, 300);
        await page.waitForTimeout(16);
      }
    },
    { rounds: 3, moves: true },
  );
  await measure(page, 'move along the cards with the arrows', async () => {
    await columns.first().locator('[data-card]').first().getByRole('link').focus();
    for (let n = 0; n < 6; n += 1) await page.keyboard.press('ArrowDown');
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowRight');
  });
  return opened;
}

async function calendar(page) {
  await page.goto('/calendar?who=%22all%22');
  await page.locator('[data-day]').first().waitFor();
  await quiet(page);
  await measure(page, 'next week in the calendar of everybody', async () => {
    await page.getByRole('button', { name: t.calendar.next, exact: true }).click();
    await quiet(page);
  });
}

/** The figures between the chapters of the program's own measurement and the remarks. */
async function write(opened) {
  const file = new URL('../bench/RESULTS.md', import.meta.url);
  const text = existsSync(file) ? await readFile(file, 'utf8') : '# Measured\n';
  const { out } = await command(['--version']);
  const remarks = text.indexOf('\n## Remarks');
  const old = text.indexOf('\n## In the browser');
  const before = text.slice(0, old >= 0 ? old : remarks >= 0 ? remarks : undefined).trimEnd();
  const after = remarks >= 0 ? text.slice(remarks) : '\n';
  const ms = (value) => `${Math.round(value)} ms`;
  const lines = rows.map(
    ({ what, median, slowest, frame, late }) =>
      `| ${what} | ${median <= 16 ? '≤ 16 ms' : ms(median)} | ${slowest <= 16 ? '≤ 16 ms' : ms(slowest)} | ` +
      `${frame === null ? '–' : ms(frame)} | ${late === null ? '–' : `${(late * 100).toFixed(1)} %`} | ` +
      `${slowest <= GOAL ? 'yes' : '**no**'} |`,
  );
  const section = [
    `## In the browser, at ${size.toUpperCase()}`,
    '',
    'Written by `make bench-ui`: Chromium against the released binary on the sample, both on one machine ' +
      `(${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'unknown'}, ${new Date().toISOString().slice(0, 10)}, ${out.trim()}). ` +
      'From the key or the click to the next paint as the browser measures it (Event Timing, in steps of 8 ms; it tells of ' +
      `nothing under 16 ms); the goal is ${GOAL} ms. Frames are the gaps between two paints while something moves.`,
    '',
    '| what is done | median | slowest | longest frame | frames over 50 ms | under 100 ms |',
    '|---|--:|--:|--:|--:|---|',
    ...lines,
    '',
    `The board of 50,000 deals shows its first cards ${opened} ms after its address was entered, program and all.`,
  ];
  await writeFile(file, `${before}\n\n${section.join('\n')}\n${after}`);
  console.log(`wrote ${file.pathname}`);
}

const made = process.env.KITH_SPEED_DATA;
const folder = made ?? (await mkdtemp(join(tmpdir(), 'kith-speed-')));
let server;
let browser;
try {
  if (!made || !existsSync(join(folder, 'kith.db'))) {
    const { status, err } = await command(['bench', '--size', size, '--load', folder]);
    if (status !== 0) throw new Error(err);
  }
  if (process.argv.includes('--load')) process.exit(0);
  server = await startServer({ data: folder });
  const api = new Api(server.url);
  await api.signIn({ email: 'bench@kith.example', password: 'measure twice, cut once' });
  browser = await startBrowser();
  const page = await openWindow(browser, server, api, { locale: 'ru-RU' });
  page.setDefaultTimeout(60_000);
  await watchPaint(page);
  await lists(page);
  await palette(page, api);
  const opened = await board(page);
  await calendar(page);
  if (page.complaints.length > 0) throw new Error(page.complaints.join('\n'));
  await write(opened);
} finally {
  await browser?.close();
  await server?.stop();
  if (!made) await rm(folder, { recursive: true, force: true });
}
