// The bin: what was deleted is looked through, brought back, one and many, and destroyed for good by who may.
import assert from 'node:assert/strict';
import { Api } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');
const exists = async (api, object, id) => (await api.send('GET', `/records/${object}/${id}`)).status === 200;

async function deleted(stage, options) {
  const { server, api } = await stage.workspace();
  const made = {};
  for (const name of ['Alder', 'Birch', 'Cedar']) {
    made[name] = (await api.create('company', { name, industry: 'energy' })).id;
    await api.ok('DELETE', `/records/company/${made[name]}`);
  }
  const page = await stage.window(server, api, options);
  return { server, api, page, made };
}

const row = (page, name) => page.getByRole('listitem').filter({ hasText: name });

export default {
  'a record is found in the bin, read and restored': async (stage) => {
    const { api, page, made } = await deleted(stage);
    await page.goto('/records/company');
    await page.getByRole('button', { name: 'Bin: Companies' }).click();
    await page.waitForURL(/\/bin\?object=company/);
    await row(page, 'Cedar')
      .getByText(/deleted it/)
      .waitFor();
    await accessible(page, 'the bin');
    await page.getByRole('searchbox').fill('bir');
    await row(page, 'Cedar').waitFor({ state: 'detached' });
    await row(page, 'Birch')
      .getByRole('button', { name: /Birch.*deleted/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('energy').waitFor();
    await dialog.getByText(t.bin.readOnly).waitFor();
    await accessible(page, 'a record in the bin');
    await dialog.getByRole('button', { name: t.bin.restore }).click();
    await page.getByText('1 record restored').waitFor();
    assert.ok(await exists(api, 'company', made.Birch));
    stage.at('and back with one undo');
    await page.getByRole('button', { name: t.common.undo }).click();
    await eventually(async () => assert.ok(!(await exists(api, 'company', made.Birch))));
  },
  'several are restored at once by keys alone': async (stage) => {
    const { api, page, made } = await deleted(stage);
    await page.goto('/bin');
    await row(page, 'Alder').waitFor();
    await page.getByRole('checkbox', { name: 'Choose Alder' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: 'Choose Cedar' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('2 chosen').waitFor();
    await page
      .getByRole('toolbar', { name: t.bin.withChosen })
      .getByRole('button', { name: t.bin.restore })
      .press('Enter');
    await page.getByText('2 records restored').waitFor();
    assert.ok((await exists(api, 'company', made.Alder)) && (await exists(api, 'company', made.Cedar)));
    await row(page, 'Birch').waitFor();
    await row(page, 'Alder').waitFor({ state: 'detached' });
  },
  'what is destroyed is gone, after it was said what goes with it': async (stage) => {
    const { api, page } = await deleted(stage);
    await page.goto('/bin?object=company');
    await row(page, 'Alder').getByRole('button', { name: 'Destroy Alder for good…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Destroy “Alder” for good?').waitFor();
    await dialog.getByText(t.bin.goesNotes).waitFor();
    await accessible(page, 'destroying');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: t.bin.chooseAll }).check();
    await page.getByRole('button', { name: t.bin.destroyAsk }).click();
    await dialog.getByText('Destroy 3 records for good?').waitFor();
    await dialog.getByRole('button', { name: t.bin.destroy, exact: true }).click();
    await page.getByText('3 records destroyed').waitFor();
    await page.getByText(t.bin.empty).waitFor();
    const { count } = await api.post('/records/company/query', { deleted: true, count: true });
    assert.equal(count, 0);
  },
  'who may not destroy is not offered it, on a telephone': async (stage) => {
    const { server, api, made } = await deleted(stage);
    const role = await api.post('/roles', {
      name: 'Keeper',
      default: { read: 'all', create: 'all', edit: 'all', delete: 'all' },
    });
    const account = { email: 'kim@kith.example', password: 'a long enough password' };
    await api.post('/users', { name: 'Kim Keeper', ...account, roles: [role.id] });
    const keeper = new Api(server.url);
    await keeper.signIn(account);
    const page = await stage.window(server, keeper, { width: 390, height: 844 });
    await page.goto('/');
    await page.getByRole('button', { name: t.shell.more }).click();
    await page.getByRole('menuitem', { name: t.shell.bin }).click();
    await page.waitForURL(/\/bin/);
    await row(page, 'Alder').waitFor();
    assert.equal(await page.getByRole('button', { name: /Destroy/ }).count(), 0);
    await accessible(page, 'the bin on a telephone');
    await row(page, 'Alder').getByRole('button', { name: 'Restore Alder' }).click();
    await page.getByText('1 record restored').waitFor();
    assert.ok(await exists(api, 'company', made.Alder));
  },
  'an open record that a colleague deletes says so, is read only, and is restored where it stands': async (stage) => {
    const { server, api } = await stage.workspace();
    const company = await api.create('company', { name: 'Alder', industry: 'energy' });
    const page = await stage.window(server, api);
    await page.goto(`/records/company/${company.id}`);
    await page.getByRole('heading', { name: 'Alder' }).waitFor();
    await api.ok('DELETE', `/records/company/${company.id}`);
    await page.getByText(t.record.inBin).waitFor();
    stage.at('after loading anew too');
    await page.reload();
    await page.getByText(t.record.inBin).waitFor();
    await page.getByText('energy').first().waitFor();
    assert.equal(await page.getByRole('button', { name: t.record.note }).count(), 0);
    assert.equal(await page.getByTitle(t.record.rename).count(), 0);
    await accessible(page, 'the page of a record in the bin');
    await page.getByRole('button', { name: t.record.restore, exact: true }).click();
    await page.getByText(t.record.inBin).waitFor({ state: 'detached' });
    await page.getByTitle(t.record.rename).waitFor();
    assert.ok(await exists(api, 'company', company.id));
  },
};
