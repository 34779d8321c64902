// From files to records: the wizard, what does not match, importing twice, taking back, bad files.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { fixture, importCompany, importFile } from '../lib/company.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

async function choose(page, file) {
  await page.goto('/import');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: t.import.choose }).click();
  await (await chooser).setFiles(file);
}

const count = (page, word) => page.locator('dl div').filter({ hasText: word }).locator('dd').textContent();

export default {
  'the wizard takes a list of companies, shows what each row becomes, and undoes the whole': async (stage) => {
    const { api, page } = await stage.open();
    await choose(page, fixture('accounts.csv'));
    stage.at('the guessed mapping');
    await page.getByRole('button', { name: t.import.toCheck }).waitFor();
    await page.getByText('Halden Glass').first().waitFor();
    await accessible(page, 'import: columns');
    await page.getByRole('button', { name: t.import.toCheck }).click();
    stage.at('the preview');
    await page.getByRole('button', { name: new RegExp(`12.*${t.import.will.create}`) }).waitFor();
    await page.getByText('Čapek Robotics').first().waitFor();
    await accessible(page, 'import: preview');
    assert.equal((await api.get('/records/company?count=true')).count, 0, 'nothing is written by looking');
    stage.at('the run');
    await page.getByRole('button', { name: /^Import 12/ }).click();
    await page.getByRole('heading', { name: t.import.done }).waitFor();
    assert.equal(await count(page, t.import.did.created), '12');
    assert.equal((await api.get('/records/company?count=true')).count, 12);
    stage.at('undo');
    await page.getByRole('button', { name: t.import.undo }).click();
    await page.getByRole('heading', { name: t.import.wasUndone }).waitFor();
    assert.equal((await api.get('/records/company?count=true')).count, 0);
  },
  'a name that matches nothing is offered its likely match, for the whole file': async (stage) => {
    const { api, page } = await stage.open();
    await importFile(api, 'sales_teams.csv');
    await importFile(api, 'accounts.csv');
    await importFile(api, 'products.csv');
    await choose(page, fixture('pipeline.csv'));
    await page.getByRole('button', { name: t.import.toCheck }).click();
    const unmatched = page.getByRole('region', { name: t.import.unmatched });
    await unmatched.getByText('AquaLine', { exact: true }).waitFor();
    await unmatched.getByRole('button', { name: /Aqua Line$/ }).click();
    await page.getByRole('button', { name: new RegExp(`40.*${t.import.will.create}`) }).waitFor();
    await page.getByRole('button', { name: /^Import 40/ }).click();
    await page.getByRole('heading', { name: t.import.done }).waitFor();
    assert.equal(await count(page, t.import.did.created), '40');
    stage.at('the figures');
    const products = await api.get('/records/product?limit=50&count=true');
    assert.equal(products.count, 5, 'no product was made for the misspelt name');
    const deals = await api.get('/records/deal?limit=100&count=true');
    assert.equal(deals.count, 40);
    const dates = deals.records.map((deal) => deal.fields.closed_at).filter(Boolean);
    assert.equal(dates.length, 27, 'won and lost ones are closed, the others not');
    assert.ok(
      dates.every((date) => date.startsWith('2021')),
      'dates are those of the file',
    );
  },
  'before deals are imported their rules are tried: which rows break them, what is done about it, whose they will be':
    async (stage) => {
      const { api, page } = await stage.open();
      const { pipelines } = await api.get('/pipelines');
      const proposal = pipelines[0].stages.find((each) => each.name === 'Proposal');
      await api.patch(`/stages/${proposal.id}`, { rules: { required: ['amount'] } });
      const rows = 'name,stage,amount\nA,Proposal,10\nB,Proposal,\nC,New,\nD,Proposal,\n';
      await choose(page, { name: 'deals.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
      await page.getByRole('button', { name: t.import.toCheck }).click();
      const rules = page.getByRole('region', { name: t.import.trial.rules });
      await rules.getByText('rows 3, 5').waitFor();
      await page.getByRole('button', { name: new RegExp(`^2.*${t.import.will.reject}`) }).waitFor();
      await page.getByRole('button', { name: /^Import 2/ }).waitFor();
      const owners = page.getByRole('region', { name: t.import.trial.owners });
      await owners.getByText('2 rows').waitFor();
      await accessible(page, 'import: rows that break rules');
      stage.at('taken and noted');
      await rules.getByRole('combobox', { name: t.import.trial.what }).click();
      await page.getByRole('option', { name: t.import.trial.do.record }).click();
      await page.getByRole('button', { name: new RegExp(`^4.*${t.import.will.create}`) }).waitFor();
      await owners.getByText('4 rows').waitFor();
      assert.equal((await api.get('/records/deal?count=true')).count, 0, 'trying writes nothing');
      await page.getByRole('button', { name: /^Import 4/ }).click();
      await page.getByRole('heading', { name: t.import.done }).waitFor();
      assert.equal(await count(page, t.import.did.created), '4');
    },
  'leads are imported into a pipeline and stage that are asked for, by the rules of that stage': async (stage) => {
    const { api, page } = await stage.open();
    const fairs = await api.post('/pipelines', { name: 'Fairs', object: 'lead' });
    const qualified = fairs.stages.find((each) => each.name === 'Qualified');
    await api.patch(`/stages/${qualified.id}`, { rules: { required: ['amount'] } });
    const rows = 'lead source,phone,amount\nWeb,+420 601 111 111,10\nWeb,+420 602 222 222,\n';
    await choose(page, { name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
    const pick = async (label, option) => {
      await page.getByRole('combobox', { name: label }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await pick('Leads go into the pipeline', 'Fairs');
    await pick(t.import.intoStage, 'Qualified');
    await accessible(page, 'import: where leads go');
    await page.getByRole('button', { name: t.import.toCheck }).click();
    const rules = page.getByRole('region', { name: t.import.trial.rules });
    await rules.getByText('row 3').waitFor();
    await page.getByRole('button', { name: /^Import 1\b/ }).click();
    await page.getByRole('heading', { name: t.import.done }).waitFor();
    const { records } = await api.get('/records/lead');
    assert.deepEqual(
      records.map((lead) => [lead.fields.name, lead.fields.pipeline, lead.fields.stage, lead.fields.status]),
      [['+420 601 111 111', fairs.id, qualified.id, 'accepted']],
    );
  },
  'the same files again change nothing': async (stage) => {
    const { api } = await stage.workspace();
    await importCompany(api);
    const before = await api.get('/records/deal?limit=100&sort=number');
    const again = await importFile(api, 'pipeline.csv', (mapping) => {
      mapping.matches = { product: { AquaLine: 'Aqua Line' } };
    });
    assert.deepEqual(
      [again.counts.created, again.counts.updated, again.counts.unchanged, again.counts.rejected],
      [0, 0, 40, 0],
    );
    assert.deepEqual((await importFile(api, 'accounts.csv')).counts.unchanged, 12);
    const after = await api.get('/records/deal?limit=100&sort=number');
    assert.deepEqual(
      after.records.map(({ id, version }) => [id, version]),
      before.records.map(({ id, version }) => [id, version]),
    );
  },
  'a file that is no table is refused with the reason': async (stage) => {
    const { page } = await stage.open();
    await choose(page, { name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
    await page.getByRole('alert').waitFor();
    stage.at('cut in the middle');
    await choose(page, { name: 'cut.csv', mimeType: 'text/csv', buffer: Buffer.from('name;note\nA;"begins\n') });
    await eventually(
      async () => assert.match(await page.getByRole('alert').textContent(), /line 2/i),
      'it names the line',
    );
  },
};
