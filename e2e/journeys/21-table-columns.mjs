// Tables: what stands in the columns, in which order and how wide, and filters of any shape.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { cell, foot, heading, headings, names } from '../lib/grid.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');

/** Three companies and four deals of theirs, in a table. */
async function deals(stage, address = '/records/deal') {
  const { server, api } = await stage.workspace();
  const companies = {};
  for (const [name, industry] of [
    ['Čapek Robotics', 'manufacturing'],
    ['Brightwater Clinics', 'medical'],
    ['Orlík Energy', 'energy'],
  ]) {
    companies[name] = (await api.create('company', { name, industry })).id;
  }
  const made = {};
  for (const [name, company, amount] of [
    ['Pumps', 'Orlík Energy', '900.00'],
    ['Arms', 'Čapek Robotics', '4000.00'],
    ['Beds', 'Brightwater Clinics', '900.00'],
    ['Turbines', 'Orlík Energy', '25000.00'],
  ]) {
    const fields = { name, company: companies[company], amount: { amount, currency: 'EUR' } };
    made[name] = (await api.create('deal', fields)).id;
  }
  const page = await stage.window(server, api);
  await page.goto(address);
  await page.getByText('Turbines').first().waitFor();
  return { server, api, page, companies, made };
}

const columns = (...list) => `columns=${encodeURIComponent(JSON.stringify(list))}`;

export default {
  'columns are moved, widened, pinned and hidden by keyboard, and loading again keeps them so': async (stage) => {
    const { page } = await deals(stage, `/records/deal?${columns('stage', 'amount', 'company', 'owner')}`);
    const head = heading(page, 'Company');
    await head.focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await eventually(
      async () => assert.deepEqual(await headings(page), ['Name', 'Stage', 'Company', 'Amount', 'Owner']),
      'moved',
    );
    stage.at('wider');
    const before = (await head.boundingBox()).width;
    await heading(page, 'Company').focus();
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await eventually(async () => assert.ok((await head.boundingBox()).width > before + 20), 'wider');
    stage.at('the menu of a column by keyboard');
    await heading(page, 'Owner').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await accessible(page, 'menu of a column');
    await page.getByRole('menuitem', { name: t.list.pin }).click();
    await eventually(async () => assert.equal((await headings(page))[1], 'Owner'), 'pinned beside the name');
    await heading(page, 'Stage').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('menuitem', { name: t.list.hideColumn }).click();
    const wanted = ['Name', 'Owner', 'Company', 'Amount'];
    await eventually(async () => assert.deepEqual(await headings(page), wanted), 'hidden');
    await page.reload();
    await eventually(async () => assert.deepEqual(await headings(page), wanted), 'after loading again');
    assert.ok((await head.boundingBox()).width > before + 20, 'as wide as before');
  },
  'columns are moved and widened by the mouse': async (stage) => {
    const { page } = await deals(stage, `/records/deal?${columns('stage', 'amount', 'company')}`);
    await heading(page, 'Company').dragTo(heading(page, 'Stage'), {
      targetPosition: { x: 6, y: 10 },
    });
    await eventually(async () => assert.equal((await headings(page))[1], 'Company'), 'moved');
    const head = page.getByRole('columnheader').nth(1);
    const before = (await head.boundingBox()).width;
    const edge = await head.locator('[data-edge]').boundingBox();
    await page.mouse.move(edge.x + 4, edge.y + 10);
    await page.mouse.down();
    await page.mouse.move(edge.x + 84, edge.y + 10, { steps: 4 });
    await page.mouse.up();
    await eventually(async () => assert.ok((await head.boundingBox()).width > before + 60), 'wider');
  },
  'a field of the linked company is a column that sorts and follows the company': async (stage) => {
    const { api, page, companies } = await deals(stage, `/records/deal?${columns('company', 'amount')}`);
    await page.getByRole('button', { name: t.list.columns, exact: true }).click();
    await page.getByRole('textbox', { name: t.list.searchColumns }).fill('industry');
    await page.getByRole('checkbox', { name: 'Company: Industry' }).check();
    await page.keyboard.press('Escape');
    const shown = async (name) => (await cell(page, name, 'Company: Industry')).textContent();
    await eventually(async () => assert.equal(await shown('Arms'), 'manufacturing'), 'what the company says');
    await heading(page, 'Company: Industry').click();
    await eventually(async () => assert.equal((await names(page)).at(-1), 'Beds'), 'sorted by it');
    stage.at('somebody changes the company');
    await api.patch(`/records/company/${companies['Čapek Robotics']}`, {
      fields: { industry: 'robotics' },
    });
    await eventually(async () => assert.equal(await shown('Arms'), 'robotics'), 'shown at once');
  },
  'several columns sort together, and their order can be changed': async (stage) => {
    const { page } = await deals(stage, `/records/deal?${columns('amount', 'company')}`);
    await heading(page, 'Amount').click();
    await heading(page, 'Name').click({ modifiers: ['Shift'] });
    await eventually(
      async () => assert.deepEqual(await names(page), ['Beds', 'Pumps', 'Arms', 'Turbines']),
      'by amount, then by name',
    );
    assert.match(page.url(), /sort=amount(,|%2C)name/);
    await page.getByRole('button', { name: /^Sort/ }).click();
    await page.getByRole('button', { name: fill(t.list.moveUp, { field: 'Name' }) }).click();
    await eventually(
      async () => assert.deepEqual(await names(page), ['Arms', 'Beds', 'Pumps', 'Turbines']),
      'by name first',
    );
  },
  'a filter asks for whole months before and after this one by their names': async (stage) => {
    const { page, api, made } = await deals(stage);
    const today = new Date();
    const day = (months) => {
      const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 15));
      return month.toISOString().slice(0, 10);
    };
    await api.patch(`/records/deal/${made.Pumps}`, { fields: { expected_close: day(-1) } });
    await api.patch(`/records/deal/${made.Beds}`, { fields: { expected_close: day(1) } });
    await page.getByRole('button', { name: t.filter.filter, exact: true }).click();
    await page.getByRole('combobox', { name: t.filter.field }).fill('expected close');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: t.filter.before.month, exact: true }).click();
    await eventually(async () => assert.deepEqual(await names(page), ['Pumps']), 'of the last month');
    stage.at('the next month, and loading again keeps it');
    await page.getByRole('option', { name: t.filter.after.month, exact: true }).click();
    await eventually(async () => assert.deepEqual(await names(page), ['Beds']), 'of the next month');
    await page.reload();
    await page.getByRole('button', { name: new RegExp(`: ${t.filter.after.month}`) }).waitFor();
    await eventually(async () => assert.deepEqual(await names(page), ['Beds']), 'still');
  },
  'a filter of groups within groups, with a step along a link, is built and told in words': async (stage) => {
    const { page } = await deals(stage);
    await page.getByRole('button', { name: t.filter.filter, exact: true }).click();
    await page.getByRole('button', { name: t.filter.builder }).click();
    const builder = page.getByRole('dialog', { name: t.filter.builder });
    const pick = async (index, field) => {
      await builder.getByRole('button', { name: t.filter.pickField }).nth(index).click();
      await page.getByRole('combobox', { name: t.filter.field }).fill(field);
      await page.keyboard.press('Enter');
    };
    await builder.getByRole('combobox', { name: t.filter.groupOf }).selectOption('or');
    await pick(0, 'amount');
    await page.getByRole('textbox', { name: t.filter.value }).fill('20000');
    await page.keyboard.press('Escape');
    await builder.getByRole('button', { name: t.filter.addGroup }).click();
    await pick(0, 'company industry');
    await page.getByRole('textbox', { name: t.filter.value }).fill('medical');
    await page.keyboard.press('Escape');
    await pick(0, 'created');
    await page.getByRole('option', { name: t.filter.this.day }).click();
    await page.keyboard.press('Escape');
    await accessible(page, 'advanced filter');
    await builder.getByText('2 deals').waitFor();
    await builder.getByRole('button', { name: t.common.apply }).click();
    await eventually(async () => assert.deepEqual((await names(page)).sort(), ['Beds', 'Turbines']), 'narrowed');
    await page
      .getByRole('button', { name: /or Company: Industry|Industry.*or/ })
      .first()
      .waitFor();
    await page.reload();
    await eventually(async () => assert.equal((await names(page)).length, 2), 'after loading again');
  },
  'figures below the columns are of everything that the filter lets through': async (stage) => {
    const { page } = await deals(stage, `/records/deal?${columns('amount', 'company', 'expected_close')}`);
    const amount = await foot(page, 'Amount');
    await eventually(async () => assert.match(await amount.textContent(), /30,800/), 'the sum is there by itself');
    await amount.getByRole('button').click();
    await page.getByRole('menuitemradio', { name: t.list.total.avg }).click();
    await eventually(async () => assert.match(await amount.textContent(), /7,700/), 'the average');
    await (await foot(page, 'Expected close')).getByRole('button').click();
    await page.getByRole('menuitemradio', { name: t.list.total.filled }).click();
    await eventually(
      async () => assert.match(await (await foot(page, 'Expected close')).textContent(), /0\s?%/),
      'none has a date',
    );
    const filter = JSON.stringify({ and: [{ field: 'amount', op: 'lt', value: '1000' }] });
    await page.goto(`${page.url()}&filter=${encodeURIComponent(filter)}`);
    await eventually(
      async () => assert.match(await (await foot(page, 'Amount')).textContent(), /900/),
      'of what is left',
    );
  },
};
