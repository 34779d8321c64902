// Saved views: kept, changed, shared, ordered, opened first, and addresses that hold what is seen.
import assert from 'node:assert/strict';
import { Api } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { heading, headings, names } from '../lib/grid.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

async function companies(stage) {
  const { server, api } = await stage.workspace();
  for (const [name, industry] of [
    ['Alder', 'energy'],
    ['Birch', 'retail'],
    ['Cedar', 'energy'],
  ]) {
    await api.create('company', { name, industry });
  }
  const page = await stage.window(server, api);
  await page.goto('/records/company');
  await page.getByText('Cedar').waitFor();
  return { server, api, page };
}

const filter = encodeURIComponent(JSON.stringify({ and: [{ field: 'industry', op: 'eq', value: 'energy' }] }));
const columns = encodeURIComponent(JSON.stringify(['industry', '!owner:200']));
const tabs = (page) => page.getByRole('tablist', { name: t.list.views }).getByRole('tab');
const tab = (page, name) => page.getByRole('tab', { name });

async function saveAs(page, name, scope) {
  await page.getByRole('button', { name: t.views.saveAs }).first().click();
  const dialog = page.getByRole('dialog', { name: t.views.saveAs });
  await dialog.getByRole('textbox', { name: t.views.name }).fill(name);
  if (scope) await dialog.getByText(t.views.scope[scope], { exact: true }).click();
  await dialog.getByRole('button', { name: t.common.save }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function menu(page, entry, role = 'menuitem') {
  await page.getByRole('button', { name: t.views.menu }).click();
  await page.getByRole(role, { name: entry }).click();
}

export default {
  'a table is saved as a view, says when it differs, and is saved again or put back': async (stage) => {
    const { page } = await companies(stage);
    await page.goto(`/records/company?filter=${filter}&columns=${columns}&sort=-name`);
    await eventually(async () => assert.deepEqual(await names(page), ['Cedar', 'Alder']), 'as the address says');
    await saveAs(page, 'Energy');
    await eventually(async () => assert.equal(await tab(page, 'Energy').getAttribute('aria-selected'), 'true'), 'open');
    assert.match(page.url(), /view=/);
    assert.doesNotMatch(page.url(), /filter=|sort=/, 'the view needs nothing else in the address');
    await accessible(page, 'a saved view');
    stage.at('changed');
    await heading(page, 'Name').click();
    await page.getByRole('img', { name: t.views.unsaved }).waitFor();
    await page.reload();
    await page.getByRole('img', { name: t.views.unsaved }).waitFor();
    stage.at('put back');
    await page.getByRole('button', { name: t.views.reset }).click();
    await eventually(async () => assert.deepEqual(await names(page), ['Cedar', 'Alder']), 'as it was saved');
    stage.at('saved again');
    await heading(page, 'Name').click();
    await page.getByRole('button', { name: t.views.save, exact: true }).click();
    await page.getByRole('img', { name: t.views.unsaved }).waitFor({ state: 'detached' });
    await page.goto('/records/company');
    await tab(page, 'Energy').click();
    await eventually(async () => assert.equal((await names(page)).length, 2), 'opened');
    assert.deepEqual((await headings(page)).slice(0, 3), ['Name', 'Owner', 'Industry'], 'with its columns');
    stage.at('back leads to the view before');
    await page.goBack();
    await eventually(async () => assert.equal((await names(page)).length, 3), 'all companies');
  },
  'among many views the chosen one is in sight, and searching leaves it marked': async (stage) => {
    const { api, page } = await companies(stage);
    const made = [];
    for (let at = 0; at < 14; at += 1)
      made.push(
        await api.post('/views', {
          object: 'company',
          name: `View number ${at}`,
          kind: 'table',
          scope: 'private',
          state: {},
        }),
      );
    await page.goto(`/records/company?view=${made.at(-1).id}&q=ce`);
    const last = tab(page, 'View number 13');
    await eventually(async () => assert.equal(await last.getAttribute('aria-selected'), 'true'), 'marked');
    const [box, list] = [
      await last.boundingBox(),
      await page.getByRole('tablist', { name: t.list.views }).boundingBox(),
    ];
    assert.ok(box.x + box.width <= list.x + list.width + 1, 'in sight');
  },
  'views are renamed, ordered, opened first and deleted, and all that is taken back': async (stage) => {
    const { api, page } = await companies(stage);
    await page.goto(`/records/company?filter=${filter}`);
    await saveAs(page, 'First');
    await page.goto('/records/company?view=all&sort=name&group=industry');
    await saveAs(page, 'Second');
    // Before them stand the ready ones: all, mine, without a next step.
    const saved = async () => (await tabs(page).allInnerTexts()).map((text) => text.trim()).slice(3);
    await eventually(async () => assert.deepEqual(await saved(), ['First', 'Second']), 'in the order of saving');
    await menu(page, t.views.moveLeft);
    await eventually(async () => assert.deepEqual(await saved(), ['Second', 'First']), 'moved');
    const rename = async () => {
      await menu(page, t.views.rename);
      await page.getByRole('dialog').getByRole('textbox').fill('By trade');
      await page.keyboard.press('Enter');
      await eventually(async () => assert.deepEqual(await saved(), ['By trade', 'First']), 'renamed');
    };
    await rename();
    await page.keyboard.press('Control+z');
    await eventually(async () => assert.deepEqual(await saved(), ['Second', 'First']), 'its former name');
    await rename();
    stage.at('opened first');
    const views = async () => (await api.get('/views?object=company')).views;
    const begins = async () => (await views()).filter((view) => view.is_default).map((view) => view.name);
    const first = async () => {
      await menu(page, t.views.openFirst, 'menuitemradio');
      await eventually(async () => assert.deepEqual(await begins(), ['By trade']), 'chosen');
    };
    await first();
    await page.keyboard.press('Control+z');
    await eventually(async () => assert.deepEqual(await begins(), []), 'none first');
    await first();
    stage.at('shared');
    await menu(page, t.views.scope.everyone, 'menuitemradio');
    const scope = async () => (await views()).find((view) => view.name === 'By trade').scope;
    await eventually(async () => assert.equal(await scope(), 'everyone'), 'shared');
    await page.keyboard.press('Control+z');
    await eventually(async () => assert.equal(await scope(), 'private'), 'private again');
    await page.goto('/records/company');
    await eventually(
      async () => assert.equal(await tab(page, 'By trade').getAttribute('aria-selected'), 'true'),
      'opens first',
    );
    await eventually(async () => assert.ok((await page.locator('[data-toggle]').count()) > 1), 'in groups');
    stage.at('deleted and brought back');
    await menu(page, t.views.delete);
    await eventually(async () => assert.deepEqual(await saved(), ['First']), 'deleted');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => assert.deepEqual(await saved(), ['By trade', 'First']), 'where it stood');
    await eventually(async () => assert.deepEqual(await begins(), ['By trade']), 'and opened first');
    assert.equal((await views()).find((view) => view.name === 'By trade').state.group_by, 'industry', 'as it was');
  },
  'a shared view appears for a colleague as he looks, a private one does not': async (stage) => {
    const { server, api, page } = await companies(stage);
    const roles = (await api.get('/roles')).roles;
    const role = roles.find((one) => one.key === 'sales' || one.key === 'manager') ?? roles.at(-1);
    await api.post('/users', {
      name: 'Petr Novák',
      email: 'petr@kith.example',
      password: 'correct horse battery',
      roles: [role.id],
    });
    const petr = new Api(server.url);
    await petr.signIn({ email: 'petr@kith.example' });
    const other = await stage.window(server, petr);
    await other.goto('/records/company');
    await tab(other, /All companies/).waitFor();
    await page.goto(`/records/company?filter=${filter}`);
    await saveAs(page, 'Mine alone');
    await page.goto('/records/company?view=all&sort=-name');
    await saveAs(page, 'For all', 'everyone');
    await tab(other, 'For all').waitFor();
    assert.equal(await tab(other, 'Mine alone').count(), 0);
    stage.at('he changes it for himself only');
    await tab(other, 'For all').click();
    await heading(other, 'Name').click();
    await other.getByRole('img', { name: t.views.unsaved }).waitFor();
    assert.equal(await other.getByRole('button', { name: t.views.save, exact: true }).count(), 0);
  },
  'a copied link spells out what is seen': async (stage) => {
    const { page } = await companies(stage);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`/records/company?filter=${filter}&columns=${columns}`);
    await saveAs(page, 'Energy');
    await menu(page, t.views.copyLink);
    const link = await eventually(async () => {
      const text = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(text, /filter=/);
      return text;
    }, 'copied');
    await page.goto(link);
    await eventually(async () => assert.equal((await names(page)).length, 2), 'the same rows');
    assert.deepEqual(await headings(page), ['Name', 'Owner', 'Industry'], 'the same columns');
  },
  'a view that is gone leaves a table and says so': async (stage) => {
    const { page } = await companies(stage);
    await page.goto('/records/company?view=0193a000-0000-7000-8000-00000000dead');
    await page.getByText(t.list.viewGone).waitFor();
    assert.equal((await names(page)).length, 3);
  },
  'who is in no team is not offered to share a view with one': async (stage) => {
    const { page } = await companies(stage);
    await page.goto(`/records/company?filter=${filter}`);
    await page.getByRole('button', { name: t.views.saveAs }).first().click();
    const dialog = page.getByRole('dialog', { name: t.views.saveAs });
    await dialog.getByText(t.views.scope.everyone, { exact: true }).waitFor();
    assert.equal(await dialog.getByText(t.views.scope.team, { exact: true }).count(), 0);
  },
};
