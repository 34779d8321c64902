// The calendar: planned, moved and stretched with the mouse and with keys, and back again.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
/** A Tuesday, in winter time: Prague is an hour ahead. */
const DAY = '2026-11-24';

async function planned(stage, fields = {}, options = {}) {
  const { server, api } = await stage.workspace();
  const me = (await api.get('/session')).user.id;
  const task = await api.create('task', {
    title: 'Call Petra',
    type: 'call',
    due_at: `${DAY}T10:00:00Z`,
    duration: 60,
    assignee: me,
    ...fields,
  });
  const page = await stage.window(server, api, options);
  await page.goto(`/calendar?day=${DAY}`);
  const block = page.locator(`[data-block="${task.id}"]`);
  await block.waitFor();
  const now = async () => (await api.get(`/records/task/${task.id}`)).fields;
  return { api, page, block, task, now };
}

/** The height of an hour and the place of a day on the grid. */
async function measure(page, day) {
  const box = await page.locator(`[data-day="${day}"]`).boundingBox();
  return { hour: box.height / 24, x: box.x + box.width / 2, y: box.y };
}

async function dragTo(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 6; step += 1) {
    await page.mouse.move(from.x + ((to.x - from.x) * step) / 6, from.y + ((to.y - from.y) * step) / 6);
  }
  await page.mouse.up();
}

export default {
  'the week shows tasks where they are due, and axe finds no fault in any view': async (stage) => {
    const { page, block } = await planned(stage);
    assert.match(await block.getAttribute('aria-label'), /Call Petra 11:00 – 12:00, Tuesday/);
    await accessible(page, 'week');
    for (const view of ['day', 'month', 'agenda']) {
      stage.at(view);
      await page.getByRole('radio', { name: t.calendar.view[view] }).click();
      await page.getByText('Call Petra').first().waitFor();
      await accessible(page, view);
    }
    assert.match(page.url(), /view=agenda/);
  },
  'dragged to another day and time a task moves, and Ctrl+Z brings it back': async (stage) => {
    const { page, block, now } = await planned(stage);
    const { hour, x } = await measure(page, '2026-11-26');
    const box = await block.boundingBox();
    const from = { x: box.x + box.width / 2, y: box.y + 8 };
    stage.at('two days on, two hours later');
    await dragTo(page, from, { x, y: from.y + 2 * hour });
    await eventually(async () => assert.equal((await now()).due_at, '2026-11-26T12:00:00Z'), 'moved');
    await page.getByText(t.calendar.moved).waitFor();
    stage.at('taken back by key');
    await page.keyboard.press('Control+z');
    await eventually(async () => assert.equal((await now()).due_at, `${DAY}T10:00:00Z`), 'taken back');
  },
  'pulled at its lower edge a task takes longer': async (stage) => {
    const { page, block, now } = await planned(stage);
    const { hour } = await measure(page, DAY);
    const box = await block.boundingBox();
    const from = { x: box.x + box.width / 2, y: box.y + box.height - 3 };
    await dragTo(page, from, { x: from.x, y: from.y + hour });
    await eventually(async () => assert.equal((await now()).duration, 120), 'longer');
  },
  'drawn on the grid a new task has that day, time and length': async (stage) => {
    const { page, api } = await planned(stage);
    const { hour, x, y } = await measure(page, '2026-11-27');
    // Midnight is scrolled away, above the window: `y` is negative.
    await dragTo(page, { x, y: y + 14 * hour + 1 }, { x, y: y + 15.5 * hour });
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Demo for Nordwind');
    await dialog.getByRole('button', { name: t.common.create }).click();
    await page.locator('[data-block]', { hasText: 'Demo for Nordwind' }).waitFor();
    const { records } = await api.post('/records/task/query', {
      filter: { and: [{ field: 'title', op: 'eq', value: 'Demo for Nordwind' }] },
    });
    assert.equal(records[0].fields.due_at, '2026-11-27T13:00:00Z');
    assert.equal(records[0].fields.duration, 90);
  },
  'keys alone move, stretch and plan': async (stage) => {
    const { page, block, now } = await planned(stage);
    await block.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await eventually(async () => assert.equal((await now()).due_at, '2026-11-25T10:00:00Z'), 'a day on');
    assert.equal(await block.evaluate((one) => one === document.activeElement), true, 'the focus went along');
    await page.keyboard.press('Shift+ArrowUp');
    await eventually(async () => assert.equal((await now()).due_at, '2026-11-25T09:45:00Z'), 'a quarter earlier');
    await page.keyboard.press('Control+Shift+ArrowDown');
    await eventually(async () => assert.equal((await now()).duration, 75), 'longer');
    stage.at('a place is chosen by arrows, Enter plans there');
    const slot = page.getByRole('button', { name: fill(t.calendar.newAt, { when: '' }).trim() }).first();
    await slot.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).waitFor();
  },
  'in the month a task is carried to another day and keeps its time': async (stage) => {
    const { page, block, now } = await planned(stage);
    await page.getByRole('radio', { name: t.calendar.view.month }).click();
    const target = await page.locator('[data-cell="2026-11-19"]').boundingBox();
    const box = await block.boundingBox();
    await dragTo(
      page,
      { x: box.x + 30, y: box.y + 8 },
      { x: target.x + target.width / 2, y: target.y + target.height / 2 },
    );
    await eventually(async () => assert.equal((await now()).due_at, '2026-11-19T10:00:00Z'), 'carried');
  },
  'a colleague’s tasks show when one asks for everybody': async (stage) => {
    const { page, api } = await planned(stage);
    const other = await api.post('/users', { name: 'Ivan Petrov', email: 'ivan@kith.example' });
    await api.create('task', {
      title: 'Visit Brno',
      due_at: `${DAY}T13:00:00Z`,
      assignee: other.id,
    });
    assert.equal(await page.getByText('Visit Brno').count(), 0);
    await page.getByRole('button', { name: t.calendar.mine }).click();
    await page.getByRole('option', { name: t.calendar.everybody }).click();
    await page.getByText('Visit Brno').first().waitFor();
    assert.match(page.url(), /who=all/);
  },
  'one of a series is moved alone, by mouse or on a telephone, or the whole series is': async (stage) => {
    const { page, api, task, now } = await planned(stage, { recurrence: 'FREQ=DAILY;COUNT=4' });
    const again = (day) => page.locator(`[data-block^="${task.id} ${day}"]`);
    const alone = async () => {
      const query = { filter: { field: 'recurrence', op: 'empty' } };
      return (await api.post('/records/task/query', query)).records.map((one) => one.fields.due_at);
    };
    const ask = page.getByRole('dialog', { name: t.calendar.moveRepeated });
    const drag = async (block, hours) => {
      const box = await block.boundingBox();
      const { hour } = await measure(page, DAY);
      const from = { x: box.x + box.width / 2, y: box.y + 8 };
      await dragTo(page, from, { x: from.x, y: from.y + hours * hour });
      await ask.waitFor();
    };
    stage.at('only this one');
    await drag(again('2026-11-26'), 3);
    await accessible(page, 'which ones move');
    await ask.getByRole('button', { name: t.calendar.onlyThis }).click();
    await eventually(async () => assert.deepEqual(await alone(), ['2026-11-26T13:00:00Z']), 'a task of its own');
    assert.equal((await now()).recurrence, 'FREQ=DAILY;COUNT=4;EXDATE=20261126');
    await eventually(async () => assert.equal(await again('2026-11-26').count(), 0), 'the series goes over it');
    stage.at('taken back as one');
    await page.getByText(t.calendar.movedAlone).waitFor();
    await page.keyboard.press('Control+z');
    await again('2026-11-26').waitFor();
    assert.deepEqual([(await now()).recurrence, await alone()], ['FREQ=DAILY;COUNT=4', []]);
    stage.at('the whole series');
    await drag(again('2026-11-25'), -2);
    await ask.getByRole('button', { name: t.calendar.wholeSeries }).click();
    await eventually(async () => assert.equal((await now()).due_at, `${DAY}T08:00:00Z`), 'all of them');
    stage.at('without a mouse');
    await again('2026-11-27').click();
    await page.getByRole('button', { name: t.calendar.moveIt }).click();
    await ask.getByRole('button', { name: t.calendar.onlyThis }).waitFor();
    await accessible(page, 'moved without a mouse');
    await page.keyboard.press('Escape');
    await again('2026-11-27').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await ask.getByRole('button', { name: t.calendar.onlyThis }).click();
    await eventually(async () => assert.deepEqual(await alone(), ['2026-11-27T08:15:00Z']), 'by keys');
  },
  'on a telephone there is a day, a list and a small month': async (stage) => {
    const { page } = await planned(stage, {}, { width: 390, height: 844 });
    await accessible(page, 'day on a telephone');
    const look = async (from, to) => {
      await page.getByRole('button', { name: `${t.calendar.views}: ${t.calendar.view[from]}` }).click();
      await page.getByRole('menuitemradio', { name: t.calendar.view[to] }).click();
    };
    await look('day', 'agenda');
    await page.getByText('Call Petra').first().waitFor();
    stage.at('a small month, and the day below it');
    await look('agenda', 'month');
    await page.locator('main button[aria-pressed="true"]').waitFor();
    await accessible(page, 'month on a telephone');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
  },
};
