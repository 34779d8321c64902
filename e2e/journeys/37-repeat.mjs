// Repeat sales: who is expected to buy next, moved on a board, made a deal of; the next step of clients; what is missing of a card.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
const day = (from, days) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);

async function client(api) {
  const company = await api.create('company', { name: 'Regular Ltd' });
  const { pipelines } = await api.get('/catalogue');
  const won = pipelines[0].stages.find(({ kind }) => kind === 'won').id;
  const today = new Date().toISOString().slice(0, 10);
  // Every hundred days, the last time 150 days ago: overdue for fifty.
  for (const days of [-250, -150]) {
    const amount = { amount: '300', currency: 'EUR' };
    await api.create('deal', {
      name: 'Order',
      company: company.id,
      stage: won,
      closed_at: day(today, days),
      amount,
    });
  }
  return { company, today };
}

const column = (page, period) => page.getByRole('region', { name: t.repeat.period[period], exact: true });

export default {
  'before anybody has bought, the page says what will stand there': async (stage) => {
    const { page } = await stage.open();
    await page.goto('/repeat');
    await page.getByText(t.repeat.nobodyYet).waitFor();
    await accessible(page, 'no repeat sales yet');
    await page.getByRole('button', { name: t.repeat.toDeals }).click();
    await page.waitForURL(/board/);
  },
  'a client whose purchase is overdue is moved to next month and made a deal of': async (stage) => {
    const { server, api } = await stage.workspace();
    const { company, today } = await client(api);
    const known = (await api.get(`/records/company/${company.id}`)).fields;
    assert.deepEqual([known.purchases, known.purchase_interval, known.next_purchase_on], [2, 100, day(today, -50)]);
    const page = await stage.window(server, api);
    await page.goto('/repeat');
    const card = column(page, 'overdue').getByRole('article').filter({ hasText: 'Regular Ltd' });
    await card.getByText(/300/).waitFor();
    await accessible(page, 'the board of repeat sales');
    stage.at('moved');
    await card.getByRole('button', { name: fill(t.repeat.menu, { name: 'Regular Ltd' }) }).click();
    await page.getByRole('menuitem', { name: fill(t.repeat.moveTo, { period: t.repeat.period.next }) }).click();
    const moved = column(page, 'next').getByRole('article').filter({ hasText: 'Regular Ltd' });
    await moved.waitFor();
    await card.waitFor({ state: 'detached' });
    stage.at('a deal');
    await moved.getByRole('button', { name: t.repeat.deal }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: t.common.create }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () => {
      const filter = encodeURIComponent(JSON.stringify({ field: 'company', op: 'eq', value: company.id }));
      const { records } = await api.get(`/records/deal?sort=-created_at&filter=${filter}`);
      assert.equal(records.length, 3);
      assert.equal(records[0].fields.amount.amount, '300.00');
    }, 'the deal of the expected purchase');
    stage.at('tasks in time');
    await page.getByRole('button', { name: t.repeat.remind }).click();
    const settings = page.getByRole('dialog', { name: t.repeat.remind });
    await settings.getByRole('checkbox', { name: t.repeat.enabled }).check();
    await settings.getByRole('textbox', { name: t.repeat.daysBefore }).fill('14');
    await settings.getByRole('button', { name: t.common.save }).click();
    await settings.waitFor({ state: 'detached' });
    assert.deepEqual(await api.get('/repeat-sales'), { enabled: true, days_before: 14 });
  },
  'a deal that is made to recur is seen among the recurring ones, changed, made in time, paused and stopped': async (
    stage,
  ) => {
    const { server, api } = await stage.workspace();
    const company = await api.create('company', { name: 'Regular Ltd' });
    const deal = await api.create('deal', { name: 'Yearly service', company: company.id, amount: '300' });
    const read = async () => (await api.get(`/records/deal/${deal.id}`)).fields;
    const page = await stage.window(server, api);
    await page.goto('/repeat');
    await page.getByRole('radio', { name: t.repeat.recurring }).click();
    await page.getByText(t.repeat.noRecurring).waitFor();
    stage.at('made to recur on its page');
    await page.goto(`/records/deal/${deal.id}`);
    await page.getByRole('button', { name: fill(t.record.addValue, { field: 'Repeats' }), exact: true }).click();
    await page.getByRole('option', { name: 'Every month' }).first().click();
    await eventually(async () => assert.match((await read()).recurrence ?? '', /^FREQ=MONTHLY/), 'it recurs');
    stage.at('seen among the others');
    await page.goto('/repeat?of=deal');
    const row = page.getByRole('row').filter({ hasText: 'Yearly service' });
    await row.getByText('Regular Ltd').waitFor();
    await row.getByText('€300').waitFor();
    await accessible(page, 'the deals that recur');
    const cell = (field) => row.getByTitle(fill(t.repeat.edit, { field, name: 'Yearly service' }));
    stage.at('another interval');
    await cell('Repeats').click();
    await page.getByRole('option', { name: 'Every week' }).first().click();
    await eventually(async () => assert.match((await read()).recurrence ?? '', /^FREQ=WEEKLY/), 'weekly');
    stage.at('due today: the next deal is made at once');
    // As the workspace counts days.
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Prague' }).format(new Date());
    await api.patch(`/records/deal/${deal.id}`, { fields: { recurs_on: today } });
    await eventually(async () => {
      const { records } = await api.get('/records/deal?sort=-created_at');
      assert.equal(records.length, 2);
      assert.equal(records[0].fields.recurrence_of, deal.id);
      assert.equal(records[0].fields.amount.amount, '300.00');
    }, 'the next deal');
    await eventually(async () => assert.equal((await read()).recurs_on, day(today, 7)), 'a week from now');
    stage.at('paused, and on again');
    const more = row.getByRole('button', { name: fill(t.repeat.menu, { name: 'Yearly service' }) });
    await more.click();
    await page.getByRole('menuitem', { name: t.repeat.pause, exact: true }).click();
    await row.getByText(t.repeat.paused, { exact: true }).waitFor();
    await eventually(async () => assert.equal((await read()).recurs_paused, true), 'kept');
    await more.click();
    await page.getByRole('menuitem', { name: t.repeat.resume }).click();
    await row.getByText(t.repeat.paused, { exact: true }).waitFor({ state: 'detached' });
    stage.at('on a phone');
    const phone = await stage.window(server, api, { width: 390, height: 844 });
    await phone.goto('/repeat?of=deal');
    await phone.getByText('Yearly service').first().waitFor();
    assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await accessible(phone, 'the deals that recur on a phone');
    stage.at('stopped');
    await more.click();
    await page.getByRole('menuitem', { name: t.repeat.stop }).click();
    await page.getByText(t.repeat.noRecurring).waitFor();
    await eventually(async () => assert.equal((await read()).recurs_on, null), 'it comes no more');
  },
  'what is missing of a card is filled by a click on its ring': async (stage) => {
    const { server, api } = await stage.workspace();
    const company = await api.create('company', { name: 'Bare Ltd' });
    const page = await stage.window(server, api);
    await page.goto(`/records/company/${company.id}`);
    await page.getByRole('button', { name: /^0% filled/ }).click();
    const dialog = page.getByRole('dialog', { name: t.record.filled.fill });
    await dialog.getByRole('textbox', { name: 'Website' }).fill('bare.example');
    await dialog.getByRole('textbox', { name: 'Industry' }).fill('Steel');
    await dialog.getByRole('button', { name: t.common.save }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /25% filled/ }).waitFor();
    assert.equal((await api.get(`/records/company/${company.id}`)).fields.completeness, 25);
  },
  'clients without a next step are a list of their own': async (stage) => {
    const { server, api } = await stage.workspace();
    const [planned] = [
      await api.create('company', { name: 'Planned Ltd' }),
      await api.create('company', { name: 'Idle Ltd' }),
    ];
    await api.create('task', { title: 'Call', due_at: '2030-01-07T09:00:00Z', about: planned.id });
    const page = await stage.window(server, api);
    await page.goto('/records/company');
    await page.getByText('Planned Ltd').first().waitFor();
    await page.getByRole('tab', { name: t.list.view.idle }).click();
    await page.getByText('Idle Ltd').first().waitFor();
    await page.getByText('Planned Ltd').first().waitFor({ state: 'detached' });
  },
};
