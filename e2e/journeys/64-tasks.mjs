// Tasks: repeating, done and planned in one step, the day on Home, the feed for other calendars.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');

async function task(stage, fields = {}, setup = {}, options = {}) {
  const { server, api } = await stage.workspace(setup);
  const me = (await api.get('/session')).user.id;
  const today = new Date().toISOString().slice(0, 10);
  const made = await api.create('task', {
    title: 'Call Petra',
    type: 'call',
    due_at: `${today}T22:30:00Z`,
    assignee: me,
    ...fields,
  });
  const page = await stage.window(server, api, options);
  return { server, api, page, made };
}

const open = async (api) =>
  (await api.post('/records/task/query', { filter: { and: [{ field: 'done_at', op: 'empty' }] } })).records;

export default {
  'a task is done, with what came of it and what follows, in one step': async (stage) => {
    const { api, page, made } = await task(stage);
    await page.goto('/tasks');
    await page.getByRole('button', { name: t.tasks.complete }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t.tasks.result).fill('She wants an offer.');
    await dialog.getByRole('checkbox', { name: t.tasks.followUp }).check();
    await dialog.getByRole('textbox', { name: t.tasks.nextTitle }).fill('Send the offer');
    await accessible(page, 'completing a task');
    await dialog.getByRole('button', { name: t.tasks.completeAndPlan }).click();
    await page.getByText('Send the offer').first().waitFor();
    const done = await api.get(`/records/task/${made.id}`);
    assert.ok(done.fields.done_at);
    assert.equal(done.fields.result, 'She wants an offer.');
    const [next] = await open(api);
    assert.equal(next.fields.title, 'Send the offer');
    assert.ok(new Date(next.fields.due_at) > new Date(), 'it has a day');
    stage.at('both are taken back at once');
    await page.keyboard.press('Control+z');
    await eventually(async () => {
      const left = await open(api);
      assert.deepEqual(
        left.map((one) => one.fields.title),
        ['Call Petra'],
      );
    }, 'taken back');
  },
  'a task is done where it is open, and opened again': async (stage) => {
    const { api, page, made } = await task(stage);
    await page.goto(`/records/task/${made.id}`);
    await page.getByRole('button', { name: t.tasks.complete, exact: true }).last().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t.tasks.result).fill('She wants an offer.');
    await dialog.getByRole('button', { name: t.tasks.complete, exact: true }).click();
    await eventually(async () => {
      const { fields } = await api.get(`/records/task/${made.id}`);
      assert.equal(fields.result, 'She wants an offer.');
    }, 'done');
    await accessible(page, 'a task that is done');
    await page.getByRole('button', { name: t.tasks.reopen, exact: true }).last().click();
    await eventually(async () => assert.equal((await open(api)).length, 1), 'open again');
  },
  'a repeating task is said in words, and its next one comes when it is done': async (stage) => {
    const { api, page } = await task(stage, { recurrence: 'FREQ=WEEKLY;INTERVAL=2' });
    await page.goto('/tasks');
    await page.getByRole('img', { name: 'Every 2 weeks' }).waitFor();
    await page.getByRole('button', { name: t.tasks.complete }).first().click();
    await page.getByRole('dialog').getByText(t.tasks.nextComes).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: t.tasks.complete, exact: true }).click();
    await eventually(async () => {
      const [next] = await open(api);
      assert.equal(next?.fields.recurrence, 'FREQ=WEEKLY;INTERVAL=2');
    }, 'the next one');
  },
  'how it repeats is chosen in words': async (stage) => {
    const { api, page, made } = await task(stage);
    await page.goto(`/tasks?open=${made.id}`);
    const panel = page.getByRole('complementary').last();
    await panel.getByRole('tab', { name: t.record.details }).click();
    await panel
      .getByRole('button', { name: /Repeats/ })
      .first()
      .click();
    await page.getByRole('option', { name: 'Every workday' }).click();
    await eventually(async () => {
      const { fields } = await api.get(`/records/task/${made.id}`);
      assert.equal(fields.recurrence, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR');
    }, 'saved');
    await panel.getByText('Every workday').first().waitFor();
  },
  'Home says what is late, what is due and which deals have no next step': async (stage) => {
    const { api, page } = await task(stage, { due_at: '2026-01-05T09:00:00Z', title: 'Long ago' });
    const me = (await api.get('/session')).user.id;
    await api.create('company', { name: 'Nordwind' });
    await api.create('deal', { name: 'Forgotten deal', owner: me });
    await page.goto('/');
    await page.getByRole('region', { name: new RegExp(t.home.part.overdue) }).waitFor();
    await page.getByText('Long ago').waitFor();
    await page.getByText('Forgotten deal').first().waitFor();
    await accessible(page, 'Home');
    stage.at('live');
    await api.create('task', { title: 'Just now', due_at: '2026-01-06T09:00:00Z', assignee: me });
    await page.getByText('Just now').waitFor();
    await api.create('lead', { name: 'Asked at the fair' });
    await page.getByText('Asked at the fair').waitFor();
  },
  'the first steps lead on and can be put away': async (stage) => {
    const { page } = await stage.open();
    await page.goto('/');
    await page.getByRole('heading', { name: t.home.first.title }).waitFor();
    await page.getByText(fill(t.home.first.progress, { done: 0, count: 4 })).waitFor();
    await page.getByRole('link', { name: new RegExp(t.home.first.funnel.title) }).click();
    await page.waitForURL(/settings\/pipelines/);
    await page.goBack();
    await page.getByText(fill(t.home.first.progress, { done: 1, count: 4 })).waitFor();
    await page.getByRole('button', { name: t.home.first.hide }).click();
    await page.getByRole('heading', { name: t.home.first.title }).waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    await page.reload();
    await page.getByRole('heading', { name: t.home.title, level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.getByRole('heading', { name: t.home.first.title }).count(), 0);
  },
  'the address for other calendars is shown once, renewed and stopped': async (stage) => {
    const { page, server } = await task(stage, { title: 'Meet Petra' });
    await page.goto('/profile');
    await page.getByRole('button', { name: t.profile.feedMake }).click();
    const shown = page.locator('code', { hasText: '.ics' });
    const read = async () => {
      const address = new URL(await shown.textContent());
      return fetch(server.url + address.pathname);
    };
    await shown.waitFor();
    const first = await shown.textContent();
    const answer = await read();
    assert.match(answer.headers.get('content-type'), /text\/calendar/);
    assert.match(await answer.text(), /SUMMARY:Meet Petra/);
    stage.at('a new one ends the old one');
    await page.getByRole('button', { name: t.profile.feedRenew }).click();
    await eventually(async () => assert.notEqual(await shown.textContent(), first), 'renewed');
    assert.equal((await fetch(server.url + new URL(first).pathname)).status, 404);
    stage.at('stopped');
    const second = server.url + new URL(await shown.textContent()).pathname;
    await page.getByRole('button', { name: t.profile.feedStop }).click();
    await page.getByText(t.profile.feedNone).waitFor();
    assert.equal((await fetch(second)).status, 404);
    await accessible(page, 'profile');
  },
};
