// Many rows at once: chosen by hand or by the filter, changed, assigned, tagged, deleted and taken out, with a look first.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { names, stored } from '../lib/grid.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

async function companies(stage) {
  const { server, api } = await stage.workspace();
  const made = {};
  for (const [name, tags] of [
    ['Alder', ['old']],
    ['Birch', null],
    ['Cedar', ['VIP']],
    ['Dogwood', null],
  ]) {
    made[name] = (await api.create('company', { name, industry: 'energy', tags })).id;
  }
  const page = await stage.window(server, api);
  await page.goto('/records/company?sort=name');
  await page.getByText('Dogwood').waitFor();
  return { server, api, page, made };
}

const tick = (page, name, options) =>
  page.locator('[role=row][data-row]').filter({ hasText: name }).locator('[data-select]').click(options);

const bar = (page) => page.getByRole('toolbar', { name: t.list.withSelected });

export default {
  'rows between two ticks change together after a look at the effect, and come back as one': async (stage) => {
    const { api, page, made } = await companies(stage);
    await api.patch(`/records/company/${made.Birch}`, { fields: { industry: 'retail' } });
    await tick(page, 'Alder');
    await tick(page, 'Cedar', { modifiers: ['Shift'] });
    await bar(page).getByText('3 selected').waitFor();
    await bar(page).getByRole('button', { name: t.list.setField }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: t.filter.field }).click();
    await page.getByRole('option', { name: 'Industry' }).click();
    await dialog.getByRole('textbox', { name: 'Industry' }).fill('retail');
    await dialog.getByText('2 records will change').waitFor();
    await dialog.getByText('1 is so already').waitFor();
    await accessible(page, 'changing many');
    await dialog.getByRole('button', { name: 'Change 2 records' }).click();
    await stored(api, 'company', made.Cedar, 'industry', 'retail');
    await stored(api, 'company', made.Dogwood, 'industry', 'energy');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await stored(api, 'company', made.Alder, 'industry', 'energy');
  },
  'tags are added to everything that matches and taken away, the others stay': async (stage) => {
    const { api, page, made } = await companies(stage);
    await page.getByRole('checkbox', { name: t.list.selectAll }).check();
    await bar(page).getByText('4 selected').waitFor();
    await bar(page).getByRole('button', { name: 'Tags' }).click();
    const dialog = page.getByRole('dialog', { name: /Tags of 4 records/ });
    await dialog.getByRole('button', { name: t.list.tagsAdd }).click();
    await page.getByRole('combobox', { name: t.list.tagsAdd }).fill('vip');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: t.list.tagsRemove }).click();
    await page.getByRole('option', { name: 'old' }).click();
    await page.keyboard.press('Escape');
    await dialog.getByText('3 records will change').waitFor();
    await dialog.getByRole('button', { name: 'Change 3 records' }).click();
    await stored(api, 'company', made.Birch, 'tags', ['VIP']);
    await stored(api, 'company', made.Cedar, 'tags', ['VIP']);
    await stored(api, 'company', made.Alder, 'tags', ['VIP']);
    stage.at('one undo');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await stored(api, 'company', made.Alder, 'tags', ['old']);
    await stored(api, 'company', made.Birch, 'tags', null);
  },
  'many are assigned and deleted after a look, and the deleted come back': async (stage) => {
    const { api, page, made } = await companies(stage);
    const session = await api.get('/session');
    await api.patch(`/records/company/${made.Alder}`, { fields: { owner: null } });
    await tick(page, 'Alder');
    await bar(page).getByRole('button', { name: t.list.assign }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Owner' }).click();
    await page.getByRole('option', { name: /Vera Lind/ }).click();
    await dialog.getByRole('button', { name: 'Change 1 record' }).click();
    await stored(api, 'company', made.Alder, 'owner', session.user.id);
    stage.at('deleted');
    await tick(page, 'Alder');
    await tick(page, 'Birch', { modifiers: ['Shift'] });
    await bar(page).getByRole('button', { name: t.common.delete }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 2 records' }).click();
    await eventually(async () => assert.deepEqual(await names(page), ['Cedar', 'Dogwood']), 'gone');
    await page
      .getByRole('status')
      .filter({ hasText: '2 records deleted' })
      .getByRole('button', { name: t.common.undo, exact: true })
      .click();
    await eventually(async () => assert.equal((await names(page)).length, 4), 'back');
  },
  'the chosen rows are taken out as a file with the columns of the table': async (stage) => {
    const { page } = await companies(stage);
    await tick(page, 'Birch');
    await tick(page, 'Dogwood');
    await bar(page).getByRole('button', { name: t.list.export }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: t.list.exportFormat }).click();
    await page.getByRole('option', { name: t.list.exportCsv }).click();
    const coming = page.waitForEvent('download');
    await dialog.getByRole('button', { name: t.list.export }).click();
    const file = await (await coming).path();
    const text = await readFile(file, 'utf8');
    assert.match(text, /Birch/);
    assert.match(text, /Dogwood/);
    assert.doesNotMatch(text, /Alder|Cedar/);
  },
  'columns of linked records are taken out too, and as many rows as were picked': async (stage) => {
    const { server, api } = await stage.workspace();
    const mill = await api.create('company', { name: 'North Mill', industry: 'steel' });
    await api.create('contact', { name: 'Ann', company: mill.id });
    await api.create('contact', { name: 'Bob' });
    const page = await stage.window(server, api);
    const columns = encodeURIComponent(JSON.stringify(['company', 'company.industry']));
    await page.goto(`/records/contact?columns=${columns}&sort=name`);
    await tick(page, 'Ann');
    await tick(page, 'Bob');
    await bar(page).getByRole('button', { name: t.list.export }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: t.list.exportFormat }).click();
    await page.getByRole('option', { name: t.list.exportCsv }).click();
    const coming = page.waitForEvent('download');
    await dialog.getByRole('button', { name: t.list.export }).click();
    const text = await readFile(await (await coming).path(), 'utf8');
    assert.match(text, /Company: Industry/);
    assert.match(text, /Ann,North Mill,steel/);
    assert.match(text, /Bob,,/);
    stage.at('far more than an address holds');
    const ids = Array.from({ length: 5_000 }, (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`);
    const answer = await api.send('POST', '/records/contact/export', { ids: [...ids, mill.id], fields: ['name'] });
    assert.equal(answer.status, 200);
    assert.doesNotMatch(answer.body, /Ann/, 'nobody who was not picked');
    const few = await api.send('POST', '/records/contact/export', { ids, filter: { and: [] } });
    assert.equal(few.status, 422);
  },
  'what is done to many begins in what it asks, and nobody loses his records by Enter alone': async (stage) => {
    const { api, page, made } = await companies(stage);
    const session = await api.get('/session');
    await api.patch(`/records/company/${made.Alder}`, { fields: { owner: session.user.id } });
    await tick(page, 'Alder');
    const dialog = page.getByRole('dialog').filter({ has: page.locator('h2') });
    const focused = (within) =>
      eventually(
        async () => assert.ok(await within.evaluate((one) => one.contains(document.activeElement))),
        'the focus is there',
      );
    await bar(page).getByRole('button', { name: t.list.assign }).click();
    await focused(dialog.getByRole('button', { name: 'Owner' }));
    await page.waitForTimeout(900);
    assert.equal(await dialog.getByRole('status').count(), 0, 'nothing is tried before somebody is chosen');
    assert.ok(await dialog.getByRole('button', { name: t.common.apply }).isDisabled());
    stage.at('Enter opens the list, and nobody is a choice');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: t.fields.nobody }).click();
    await dialog.getByRole('button', { name: 'Change 1 record' }).click();
    await stored(api, 'company', made.Alder, 'owner', null);
    stage.at('the others');
    await tick(page, 'Birch');
    for (const [name, what] of [
      [t.list.setField, dialog.getByRole('combobox', { name: t.filter.field })],
      ['Tags', dialog.getByRole('button', { name: t.list.tagsAdd })],
      [t.list.export, dialog.getByRole('combobox', { name: t.list.exportFormat })],
    ]) {
      await bar(page).getByRole('button', { name, exact: true }).click();
      await focused(what);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    await bar(page).getByRole('button', { name: t.common.delete }).click();
    await dialog.getByText('1 record will be moved to the bin').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    assert.equal(await dialog.count(), 1, 'Enter does not close it');
  },
};
