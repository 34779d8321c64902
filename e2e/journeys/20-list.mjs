// Lists: sorting, filtering, editing in place, taking back, the record beside the list and its timeline.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

const companies = [
  { name: 'Čapek Robotics', industry: 'manufacturing', employees: 77 },
  { name: 'Brightwater Clinics', industry: 'medical', employees: 611 },
  { name: 'Ёлкин и сыновья', industry: 'retail', employees: 12 },
  { name: 'Orlík Energy', industry: 'energy', employees: 5210 },
  { name: 'Sundby Software', industry: 'software', employees: 64 },
];

async function list(stage, options) {
  const { server, api } = await stage.workspace();
  for (const fields of companies) await api.create('company', fields);
  const page = await stage.window(server, api, options);
  await page.goto('/records/company');
  await page.getByText('Orlík Energy').first().waitFor();
  return { server, api, page };
}

/** The names in the frozen column, top to bottom. */
async function names(page) {
  await page.locator('[role=grid][aria-busy=false]').waitFor();
  return page.locator('[role=row] [data-open]').allTextContents();
}

const cell = (page, name, heading) =>
  page.getByRole('row').filter({ hasText: name }).locator(`[aria-colindex="${heading}"]`);

/** The place of a column by its heading. */
async function column(page, heading) {
  const head = page.getByRole('columnheader').filter({ has: page.getByTitle(heading, { exact: true }) });
  return head.getAttribute('aria-colindex');
}

export default {
  'a click on a heading sorts, another one turns the order': async (stage) => {
    const { page } = await list(stage);
    await accessible(page, 'list of companies');
    const heading = page.getByRole('columnheader').getByTitle('Name', { exact: true });
    await heading.click();
    await eventually(
      async () => assert.deepEqual((await names(page))[0], 'Brightwater Clinics'),
      'sorted by name, Č beside C',
    );
    await heading.click();
    await eventually(async () => assert.equal((await names(page)).at(-1), 'Brightwater Clinics'), 'turned');
    stage.at('the order is in the address');
    assert.match(page.url(), /sort=/);
    await page.reload();
    await eventually(
      async () => assert.equal((await names(page)).at(-1), 'Brightwater Clinics'),
      'after loading again',
    );
  },
  'a filter in the address narrows the list and can be taken off': async (stage) => {
    const { page } = await list(stage);
    const filter = JSON.stringify({ field: 'employees', op: 'gte', value: 100 });
    await page.goto(`/records/company?filter=${encodeURIComponent(filter)}`);
    await eventually(async () => assert.equal((await names(page)).length, 2), 'two have a hundred people or more');
    await page.getByRole('button', { name: t.filter.remove }).click();
    await eventually(async () => assert.equal((await names(page)).length, 5), 'all five again');
  },
  'a cell is edited where it stands, and the change is taken back': async (stage) => {
    const { api, page } = await list(stage);
    const industry = await column(page, 'Industry');
    await cell(page, 'Sundby Software', industry).click();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('services');
    await page.keyboard.press('Enter');
    const stored = async () => {
      const filter = JSON.stringify({ field: 'name', op: 'eq', value: 'Sundby Software' });
      const { records } = await api.get(`/records/company?filter=${encodeURIComponent(filter)}`);
      return records[0].fields.industry;
    };
    await eventually(async () => assert.equal(await stored(), 'services'), 'saved');
    stage.at('undo from the toast');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => assert.equal(await stored(), 'software'), 'taken back');
    await eventually(
      async () => assert.match(await cell(page, 'Sundby Software', industry).textContent(), /software/),
      'shown again',
    );
  },
  'a record opens beside the list with who changed what': async (stage) => {
    const { api, page } = await list(stage);
    const { records } = await api.get('/records/company?sort=name&limit=5');
    const orlik = records.find((record) => record.fields.name === 'Orlík Energy');
    await api.patch(`/records/company/${orlik.id}`, { fields: { employees: 5300 } });
    await page.getByRole('link', { name: 'Orlík Energy' }).click();
    const panel = page.getByRole('complementary').filter({ hasText: 'Orlík Energy' });
    await panel.waitFor();
    stage.at('the timeline tells of the change');
    await panel
      .getByText(/5[,\s\u00a0]?300/)
      .first()
      .waitFor();
    stage.at('a note is written');
    await panel.getByRole('button', { name: t.record.note, exact: true }).click();
    await panel.getByRole('textbox', { name: t.timeline.note }).fill('Call back on Monday');
    await page.keyboard.press('Control+Enter');
    await panel.getByText('Call back on Monday').waitFor();
    await accessible(page, 'list with a record beside it');
    stage.at('the list stays usable');
    assert.equal((await names(page)).length, 5);
    await page.keyboard.press('Escape');
  },
  'on a telephone the list is rows of two lines': async (stage) => {
    const { page } = await list(stage, { width: 390, height: 844 });
    await page.getByText('Orlík Energy').first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    await accessible(page, 'list on a telephone');
  },
  'on a telephone rows are grouped, chosen and added up, and the list is exported': async (stage) => {
    const { server, api } = await stage.workspace();
    for (const [name, industry] of [
      ['Alder', 'energy'],
      ['Birch', 'energy'],
      ['Cedar', 'retail'],
    ])
      await api.create('company', { name, industry });
    const page = await stage.window(server, api, { width: 390, height: 844 });
    await page.goto('/records/company?group=industry');
    const row = (name) => page.getByRole('listitem').getByRole('button', { name });
    await row(/^energy 2/).waitFor();
    await row(/Alder/).waitFor();
    await row(/^energy 2/).click();
    await row(/Alder/).waitFor({ state: 'detached' });
    await row(/^energy 2/).click();
    stage.at('several are chosen');
    await page.getByRole('button', { name: t.list.more, exact: true }).first().click();
    await page.getByRole('menuitem', { name: t.list.choose }).click();
    await row(/Alder/).click();
    await row(/Cedar/).click();
    await page.getByRole('toolbar', { name: t.list.withSelected }).getByText('2').first().waitFor();
    await accessible(page, 'rows chosen on a telephone');
    await page.getByRole('button', { name: t.list.clearSelection }).click();
    await page.getByRole('button', { name: t.list.chooseEnd }).click();
    stage.at('the file');
    await page.getByRole('button', { name: t.list.more, exact: true }).first().click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: t.list.exportCsv }).click(),
    ]);
    assert.match(file.suggestedFilename(), /\.csv$/);
    stage.at('the search is one tap away');
    await page.getByRole('button', { name: t.shell.search, exact: true }).click();
    await page.getByPlaceholder(t.search.placeholder).waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
  },
};
