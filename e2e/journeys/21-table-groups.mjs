// Tables in groups: heads with figures from one question, rows fetched when a group opens.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { heading, names, settled } from '../lib/grid.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

/** The heads of groups as read: name and number. */
const heads = (page) => page.locator('[data-toggle]').allInnerTexts();

async function companies(stage, address) {
  const { server, api } = await stage.workspace();
  for (const [name, industry, employees] of [
    ['Alder', 'energy', 10],
    ['Birch', 'energy', 20],
    ['Cedar', 'retail', 5],
    ['Douglas', 'Retail', 7],
    ['Elm', null, 1],
  ]) {
    await api.create('company', { name, industry, employees });
  }
  const page = await stage.window(server, api);
  await page.goto(address);
  await settled(page);
  return { server, api, page };
}

const columns = `columns=${encodeURIComponent(JSON.stringify(['industry', 'employees']))}`;

export default {
  'a table in groups shows count and sum of each, folds by keyboard, and back takes the groups away': async (stage) => {
    const { page } = await companies(stage, `/records/company?${columns}&sort=name`);
    await page.getByRole('button', { name: t.list.group, exact: true }).click();
    await page.getByRole('option', { name: 'Industry' }).first().click();
    await eventually(async () => {
      const read = await heads(page);
      assert.equal(read.length, 3);
      assert.match(read[0], /energy\s+2/);
      assert.match(read[1], /retail\s+2/i);
      assert.match(read[2], new RegExp(`${t.list.noValue}\\s+1`));
    }, 'three groups, words that differ in case together');
    const first = page.locator('[role=row][data-row]').first();
    assert.match(await first.textContent(), /30/, 'the sum of the group');
    assert.deepEqual(await names(page), ['Alder', 'Birch', 'Cedar', 'Douglas', 'Elm']);
    await accessible(page, 'a table in groups');
    stage.at('folded by keyboard');
    await page.locator('[data-toggle]').first().click();
    await eventually(async () => assert.deepEqual(await names(page), ['Cedar', 'Douglas', 'Elm']), 'closed');
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await eventually(async () => assert.equal((await names(page)).length, 5), 'open again');
    stage.at('loading again');
    await page.reload();
    await eventually(async () => assert.equal((await heads(page)).length, 3), 'still in groups');
    await page.getByRole('button', { name: t.list.noGroup }).click();
    await eventually(async () => assert.equal((await heads(page)).length, 0), 'no groups');
  },
  'words that differ in more than case are groups of their own, those that do not are added up': async (stage) => {
    const { server, api } = await stage.workspace();
    for (const [name, industry, employees] of [
      ['A', 'строительство', 10],
      ['B', 'Строительство', 20],
      ['C', 'стройтельство', 5],
    ])
      await api.create('company', { name, industry, employees });
    const page = await stage.window(server, api);
    await page.goto(`/records/company?${columns}&group=industry&sort=name`);
    await eventually(async () => {
      const lines = page.locator('[role=row][data-row]').filter({ has: page.locator('[data-toggle]') });
      const rows = await lines.allInnerTexts();
      assert.deepEqual(
        rows.map((text) => text.replaceAll(/\s+/g, ' ').trim().toLowerCase()),
        ['строительство 2 30', 'стройтельство 1 5'],
      );
    }, 'two groups with their sums');
    await eventually(async () => assert.deepEqual(await names(page), ['A', 'B', 'C']), 'and the rows of each');
  },
  'the order holds within groups, and turning the grouped column turns the groups': async (stage) => {
    const { page } = await companies(stage, `/records/company?${columns}&group=industry&sort=-name`);
    await eventually(
      async () => assert.deepEqual(await names(page), ['Birch', 'Alder', 'Douglas', 'Cedar', 'Elm']),
      'names down within each group',
    );
    await heading(page, 'Industry').click();
    await heading(page, 'Industry').click();
    await eventually(async () => assert.match((await heads(page))[0], /retail/i), 'groups turned');
  },
  'dates are put together by day, week, month, quarter or year, and the view keeps which': async (stage) => {
    const { server, api } = await stage.workspace();
    for (const [name, expected_close] of [
      ['A', '2027-01-04'],
      ['B', '2027-01-10'],
      ['C', '2027-02-01'],
      ['D', '2027-12-31'],
    ]) {
      await api.create('deal', { name, expected_close });
    }
    const page = await stage.window(server, api);
    await page.goto('/records/deal?group=expected_close&sort=name');
    const counts = async (...expected) =>
      eventually(async () => {
        const read = await heads(page);
        assert.deepEqual(
          read.map((text) => text.trim().match(/\d+$/)?.[0]),
          expected.map(String),
        );
      }, `groups of ${expected}`);
    await counts(2, 1, 1);
    for (const [period, ...expected] of [
      ['week', 2, 1, 1],
      ['day', 1, 1, 1, 1],
      ['quarter', 3, 1],
      ['year', 4],
    ]) {
      stage.at(period);
      await page.getByRole('button', { name: new RegExp(`^${t.list.groupPeriod.split('{')[0]}`) }).click();
      await page.getByRole('menuitemradio', { name: t.list.period[period] }).click();
      await counts(...expected);
    }
    assert.match(page.url(), /group=expected_close%3Ayear/);
    await accessible(page, 'groups of years');
    stage.at('loading again');
    await page.reload();
    await counts(4);
    assert.deepEqual(await names(page), ['A', 'B', 'C', 'D']);
  },
  'a group of many rows scrolls to its end, and the next group follows': async (stage) => {
    const { server, api } = await stage.workspace();
    const lines = ['name,industry'];
    for (let at = 0; at < 1500; at += 1) lines.push(`Firm ${String(at).padStart(4, '0')},energy`);
    lines.push('Last,retail');
    const answer = await fetch(`${server.url}/api/v1/imports?filename=many.csv`, {
      method: 'POST',
      headers: { origin: server.url, cookie: api.cookie, 'content-type': 'text/csv' },
      body: lines.join('\n'),
    });
    const file = await answer.json();
    await api.post(`/imports/${file.id}/run`, { mapping: file.guess.mapping });
    await eventually(async () => assert.equal((await api.get(`/imports/${file.id}`)).status, 'done'), 'imported', 60);
    const page = await stage.window(server, api);
    await page.goto(`/records/company?${columns}&group=industry&sort=name`);
    await page.getByText('Firm 0000').waitFor();
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
    await page.getByText('Last', { exact: true }).waitFor();
    await page.getByText('Firm 1499').waitFor();
    stage.at('everything at once, and only what is in sight is drawn');
    assert.ok((await page.locator('[role=row]').count()) < 80, 'few rows are drawn');
  },
};
