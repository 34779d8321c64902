// Cells: typed into, copied to a spreadsheet and pasted from one, filled down, seen changing.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { cell, settled, stored } from '../lib/grid.mjs';
import { fill, words } from '../lib/words.mjs';

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
  'a day that is none is not let go, words are days too, and an amount brings its currency': async (stage) => {
    const { api, page, made } = await companies(stage);
    const wanted = encodeURIComponent(JSON.stringify(['next_purchase_on', 'annual_revenue', 'emails']));
    await page.goto(`/records/company?sort=name&columns=${wanted}`);
    await settled(page);
    const day = await cell(page, 'Alder', 'Next purchase expected');
    await day.click();
    await page.keyboard.press('Enter');
    const box = page.getByRole('textbox', { name: 'Next purchase expected' });
    await box.fill('12/31/2026');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    assert.equal(await box.inputValue(), '12/31/2026', 'it stays to be put right');
    assert.equal((await api.get(`/records/company/${made.Alder}`)).fields.next_purchase_on, null);
    await box.fill('31 Dec 2026');
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Alder, 'next_purchase_on', '2026-12-31');
    stage.at('a currency beside the amount');
    await (await cell(page, 'Birch', 'Annual revenue')).click();
    await page.keyboard.type('12,5 USD');
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Birch, 'annual_revenue', { amount: '12.50', currency: 'USD' });
    stage.at('an address that is none');
    await (await cell(page, 'Cedar', 'E-mails')).click();
    await page.keyboard.press('Enter');
    const mail = page.getByRole('textbox', { name: 'E-mails' });
    await mail.fill('ann@');
    await page.keyboard.press('Enter');
    await page.getByText(fill(t.list.wrong.email, { text: 'ann@' })).waitFor();
    await mail.fill('ann@kith.example');
    await page.keyboard.press('Enter');
    await eventually(async () => {
      const { fields } = await api.get(`/records/company/${made.Cedar}`);
      assert.equal(fields.emails?.[0]?.value, 'ann@kith.example');
    }, 'the address is kept');
  },
  'what the server refuses stays in the cell with the reason, and is put right there': async (stage) => {
    const { api, page, made } = await companies(stage);
    await (await cell(page, 'Alder', 'Industry')).click();
    const long = 'x'.repeat(20_000);
    await page.keyboard.press('Enter');
    const box = page.getByRole('textbox', { name: 'Industry' });
    await box.fill(long);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText(t.errors.code.too_long).waitFor();
    assert.equal(await box.inputValue(), long, 'nothing of it is lost');
    await accessible(page, 'a refused cell');
    assert.equal((await api.get(`/records/company/${made.Alder}`)).fields.industry, 'energy');
    await box.fill('mining');
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Alder, 'industry', 'mining');
    stage.at('let go by Escape');
    await (await cell(page, 'Birch', 'Employees')).click();
    await page.keyboard.type('99999999999999999999');
    await page.keyboard.press('Tab');
    await page.getByRole('alert').waitFor();
    const figure = page.getByRole('textbox', { name: 'Employees' });
    await figure.waitFor();
    await page.keyboard.press('Escape');
    assert.match(await (await cell(page, 'Birch', 'Employees')).textContent(), /20/);
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
    // What is pasted is held against what is shown.
    await (await cell(page, 'Alder', 'Industry')).getByText('energy').waitFor();
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
  'what one types goes to the record one began with, whatever a colleague puts above it or takes away': async (
    stage,
  ) => {
    const { api, page, made } = await companies(stage);
    await (await cell(page, 'Cedar', 'Industry')).click();
    await api.create('company', { name: 'Aaa' });
    await page.getByText('Aaa').waitFor();
    await page.keyboard.type('metal');
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Cedar, 'industry', 'metal');
    await stored(api, 'company', made.Birch, 'industry', 'energy');
    stage.at('a block stays with its records');
    await (await cell(page, 'Cedar', 'Industry')).click();
    await page.keyboard.press('Shift+ArrowDown');
    await api.create('company', { name: 'Abb' });
    await page.getByText('Abb').waitFor();
    await page.keyboard.press('Control+c');
    await eventually(async () => assert.equal(await taken(page), 'metal\nretail'), 'the same two');
    stage.at('one above is deleted');
    await (await cell(page, 'Dogwood', 'Industry')).click();
    await api.ok('DELETE', `/records/company/${made.Cedar}`);
    await page.getByText('Cedar').waitFor({ state: 'detached' });
    await page.keyboard.type('paper');
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Dogwood, 'industry', 'paper');
    stage.at('the record itself is deleted: nothing is typed anywhere');
    await (await cell(page, 'Birch', 'Industry')).click();
    await api.ok('DELETE', `/records/company/${made.Birch}`);
    await page.getByText('Birch').waitFor({ state: 'detached' });
    await page.keyboard.type('wood');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('[data-editing]').count(), 0, 'no cell is being edited');
    await stored(api, 'company', made.Dogwood, 'industry', 'paper');
    await stored(api, 'company', made.Alder, 'industry', 'energy');
  },
  'an open cell keeps what was typed while rows come above it and while it is scrolled out of sight': async (stage) => {
    const { api, page, made } = await companies(stage);
    const more = Array.from({ length: 80 }, (_, index) => `Elm ${String(index).padStart(2, '0')}`);
    await Promise.all(more.map((name) => api.create('company', { name })));
    await page.getByText('Elm 10').waitFor();
    await settled(page);
    await (await cell(page, 'Cedar', 'Industry')).click();
    await page.keyboard.type('co');
    for (const name of ['Aaa', 'Abb', 'Acc']) await api.create('company', { name });
    await page.getByText('Acc').waitFor();
    await page.keyboard.type('pp');
    stage.at('scrolled away and back');
    const grid = page.getByRole('grid');
    await grid.evaluate((one) => one.scrollTo(0, 2000));
    await page.getByText('Elm 60').waitFor();
    await page.waitForTimeout(200);
    await grid.evaluate((one) => one.scrollTo(0, 0));
    await page.waitForTimeout(200);
    await page.keyboard.type('er');
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Cedar, 'industry', 'copper');
    stage.at('its record is deleted meanwhile: the text is still there, and no other record gets it');
    await (await cell(page, 'Dogwood', 'Industry')).click();
    await page.keyboard.type('glass');
    await api.ok('DELETE', `/records/company/${made.Cedar}`);
    await page.getByText('Cedar').waitFor({ state: 'detached' });
    assert.equal(await page.locator('[data-editing] input').inputValue(), 'glass');
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Dogwood, 'industry', 'glass');
  },
  'what is no number stays in its cell, marked and with the reason': async (stage) => {
    const { api, page, made } = await companies(stage);
    await (await cell(page, 'Alder', 'Employees')).click();
    await page.keyboard.type('12k');
    await page.keyboard.press('Enter');
    const reason = page.getByRole('alert').filter({ hasText: fill(t.list.wrong.number, { text: '12k' }) });
    await reason.waitFor();
    await accessible(page, 'a cell with what is no number');
    stage.at('a click elsewhere does not throw it away either');
    await (await cell(page, 'Cedar', 'Industry')).click();
    assert.equal(await page.locator('[data-editing] input').inputValue(), '12k');
    await eventually(
      async () =>
        assert.ok(await page.locator('[data-editing] input').evaluate((one) => one === document.activeElement)),
      'one goes on typing',
    );
    await page.keyboard.press('Backspace');
    await reason.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await stored(api, 'company', made.Alder, 'employees', 12);
  },
  'coming back from a record finds the list where it was': async (stage) => {
    const { api, page } = await companies(stage);
    for (let from = 0; from < 240; from += 24)
      await Promise.all(
        Array.from({ length: 24 }, (_, index) =>
          api.create('company', { name: `Elm ${String(from + index).padStart(3, '0')}` }),
        ),
      );
    await page.reload();
    await page.getByText('Elm 010').waitFor();
    await page.getByRole('grid').evaluate((one) => one.scrollTo(0, 200 * 38));
    await page.getByText('Elm 200').waitFor();
    stage.at('opened beside, then as a page');
    await page.getByText('Elm 200').click();
    await page.waitForURL(/open=/);
    const id = new URL(page.url()).searchParams.get('open');
    await page.getByRole('button', { name: t.record.expand }).click();
    await page.waitForURL(new RegExp(`/records/company/${id}`));
    await page.goBack();
    await page.locator('[role=row] [data-open]').filter({ hasText: 'Elm 200' }).waitFor();
    stage.at('and from another list');
    await page.goto('/records/company?sort=name');
    await page.getByText('Elm 010').waitFor();
    assert.equal(await page.getByText('Elm 200').count(), 0, 'a list that is opened anew begins at its beginning');
  },
};
