// What repeats shows when it comes again, lighter than what is there; and whoever takes part sees it.
import assert from 'node:assert/strict';
import { Api, owner } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

/** A day so many days from now. */
const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

async function daily(stage) {
  const { server, api } = await stage.workspace();
  const task = await api.create('task', {
    title: 'Stand-up',
    type: 'meeting',
    due_at: `${day(1)}T09:00:00Z`,
    duration: 60,
    recurrence: 'FREQ=DAILY;COUNT=4',
  });
  return { server, api, task };
}

export default {
  'a series shows when it comes again, and says so when it is opened': async (stage) => {
    const { server, api, task } = await daily(stage);
    const page = await stage.window(server, api);
    await page.goto(`/calendar?view=day&day=${day(2)}`);
    const again = page.locator(`[data-block^="${task.id} "]`);
    await again.waitFor();
    assert.match(await again.getAttribute('aria-label'), /Stand-up .*repetition/);
    await accessible(page, 'a repetition');
    stage.at('opened');
    await again.click();
    const dialog = page.getByRole('dialog', { name: 'Stand-up' });
    await dialog.getByText(t.calendar.repetitionWhy.split('{')[0].trim()).waitFor();
    await accessible(page, 'what a repetition says');
    await dialog.getByRole('button', { name: t.calendar.openTask }).click();
    await page.waitForURL(new RegExp(`open=${task.id}`));
    stage.at('no further than it goes, in the month and in the list');
    await page.goto(`/calendar?view=agenda&day=${day(1)}`);
    await page.getByText('Stand-up').first().waitFor();
    await eventually(async () => assert.equal(await page.getByText(t.calendar.repetition).count(), 3), 'three more');
    await accessible(page, 'repetitions in the list');
    stage.at('done: the next one is a task now');
    await api.post(`/records/task/${task.id}/verbs/complete`);
    await eventually(async () => assert.equal(await page.getByText(t.calendar.repetition).count(), 2), 'two more');
  },
  'whoever takes part finds the task on his list, in his calendar and on Home, and nothing else': async (stage) => {
    const { server, api } = await daily(stage);
    const { roles } = await api.get('/roles');
    const manager = roles.find((role) => role.key === 'manager').id;
    const person = { email: 'bob@kith.example', password: owner.password };
    const bob = await api.post('/users', { name: 'Bob Stone', ...person, roles: [manager] });
    const deal = await api.create('deal', { name: 'Secret roof' });
    const meet = await api.create('task', {
      title: 'Meet the roofer',
      due_at: `${day(1)}T15:00:00Z`,
      participants: [bob.id],
      about: { object: 'deal', id: deal.id },
    });
    const his = new Api(server.url);
    await his.signIn(person);
    const page = await stage.window(server, his);
    await page.goto('/tasks');
    await page.getByText('Meet the roofer').waitFor();
    assert.equal(await page.getByText('Stand-up').count(), 0);
    assert.equal(await page.getByText('Secret roof').count(), 0);
    stage.at('in the calendar');
    await page.goto(`/calendar?view=day&day=${day(1)}`);
    await page.locator(`[data-block="${meet.id}"]`).waitFor();
    stage.at('on Home');
    await page.goto('/');
    await page.getByText('Meet the roofer').waitFor();
    stage.at('its own page');
    await page.goto(`/records/task/${meet.id}`);
    await page.getByRole('heading', { name: 'Meet the roofer' }).waitFor();
    assert.equal(await page.getByText('Secret roof').count(), 0);
  },
};
