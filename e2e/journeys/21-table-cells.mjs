// Cells: typed into, copied to a spreadsheet and pasted from one, filled down, seen changing.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { cell, settled, stored } from '../lib/grid.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');
const columns = encodeURIComponent(
  JSON.stringify(['industry', 'employees', 'annual_revenue', 'owner', 'parent', 'tags']),
);

async function companies(stage) {
  const { server, api } = await stage.workspace();
  const made = {};
  for (const [name, industry, employees] of [
    ['Alder', 'energy', 10],
    ['Birch', 'energy', 20],
    ['Cedar', 'retail', 5],
    ['Dogwood', 'retail', 7],
  ]) {
    made[name] = (await api.create('company', { name, industry, employees })).id;
  }
  const page = await stage.window(server, api);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/records/company?sort=name&columns=${columns}`);
  await page.getByText('Dogwood').waitFor();
  await settled(page);
  return { server, api, page, made };
}

const put = (page, text) => page.evaluate((value) => navigator.clipboard.writeText(value), text);
const taken = (page) => page.evaluate(() => navigator.clipboard.readText());

export default {
  'typing begins to edit, Enter goes down, Tab to the right, Escape keeps the old': async (stage) => {
    const { api, page, made } = await companies(stage);
    await (await cell(page, 'Alder', 'Employees')).click();
    await page.keyboard.type('77');
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Alder, 'employees', 77);
    stage.at('the cursor has gone down: one sign is enough');
    await page.keyboard.type('5');
    await page.keyboard.press('Tab');
    await stored(api, 'company', made.Birch, 'employees', 5);
    stage.at('and to the right');
    await page.keyboard.type('1250.50');
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Birch, 'annual_revenue', {
      amount: '1250.50',
      currency: 'EUR',
    });
    stage.at('escape');
    await (await cell(page, 'Cedar', 'Industry')).click();
    await page.keyboard.type('nonsense');
    await page.keyboard.press('Escape');
    assert.match(await (await cell(page, 'Cedar', 'Industry')).textContent(), /retail/);
    stage.at('a choice by typing');
    await (await cell(page, 'Cedar', 'Parent company')).click();
    await page.keyboard.type('alder');
    await page.getByRole('option', { name: 'Alder' }).waitFor();
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Cedar, 'parent', made.Alder);
  },
  'a block is copied as a spreadsheet takes it': async (stage) => {
    const { page } = await companies(stage);
    await (await cell(page, 'Alder', 'Industry')).click();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(`Shift+${key}`);
    await page.keyboard.press('Control+c');
    await eventually(
      async () => assert.equal(await taken(page), 'energy\t10\nenergy\t20\nretail\t5'),
      'tabs and lines',
    );
  },
  'a pasted block is shown first, changes as one, names the cells that cannot, and is undone as one': async (stage) => {
    const { api, page, made } = await companies(stage);
    await put(page, 'medical\t1,100\t€2,000\r\nsoftware\tmany\t3000.5 USD\r\n');
    await (await cell(page, 'Alder', 'Industry')).click();
    await page.keyboard.press('Control+v');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('5 cells will change').waitFor();
    await dialog.getByText('“many” is not a number.').waitFor();
    await dialog.getByText('medical').first().waitFor();
    await accessible(page, 'what a paste will do');
    await dialog.getByRole('button', { name: 'Change 5 cells' }).click();
    await stored(api, 'company', made.Alder, 'employees', 1100);
    await stored(api, 'company', made.Birch, 'industry', 'software');
    await stored(api, 'company', made.Birch, 'employees', 20);
    await stored(api, 'company', made.Birch, 'annual_revenue', {
      amount: '3000.50',
      currency: 'USD',
    });
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await stored(api, 'company', made.Alder, 'industry', 'energy');
    await stored(api, 'company', made.Birch, 'annual_revenue', null);
    stage.at('what the server refuses of a row leaves the rest of it');
    await put(page, 'medical\t1,234.5\t€900\n');
    await (await cell(page, 'Alder', 'Industry')).click();
    await page.keyboard.press('Control+v');
    await dialog.getByRole('button', { name: 'Change 2 cells' }).click();
    await stored(api, 'company', made.Alder, 'industry', 'medical');
    await stored(api, 'company', made.Alder, 'annual_revenue', { amount: '900.00', currency: 'EUR' });
  },
  'names of people and records are pasted as links, unknown ones are named': async (stage) => {
    const { api, page, made } = await companies(stage);
    const { id } = (await api.get('/session')).user;
    await put(page, 'VERA LIND\tdogwood\tvip, north\nNobody Here\tNowhere\t');
    await (await cell(page, 'Alder', 'Owner')).click();
    await page.keyboard.press('Control+v');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Nobody here is called “Nobody Here”.').waitFor();
    await dialog.getByText('There is no record called “Nowhere”.').waitFor();
    await dialog.getByRole('button', { name: /^Change/ }).click();
    await stored(api, 'company', made.Alder, 'parent', made.Dogwood);
    await stored(api, 'company', made.Alder, 'owner', id);
    await stored(api, 'company', made.Alder, 'tags', ['vip', 'north']);
  },
  'a value is filled down, and a block is emptied': async (stage) => {
    const { api, page, made } = await companies(stage);
    await (await cell(page, 'Alder', 'Industry')).click();
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    await page.getByRole('dialog').getByRole('button', { name: 'Change 2 cells' }).click();
    await stored(api, 'company', made.Dogwood, 'industry', 'energy');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    stage.at('emptied');
    await page.getByRole('grid').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Change 4 cells' }).click();
    await stored(api, 'company', made.Cedar, 'industry', null);
  },
  'what somebody else changes is seen within a second': async (stage) => {
    const { api, page, made } = await companies(stage);
    await api.patch(`/records/company/${made.Cedar}`, { fields: { industry: 'shipping' } });
    await eventually(
      async () => assert.match(await (await cell(page, 'Cedar', 'Industry')).textContent(), /shipping/),
      'seen',
      2,
    );
  },
};
