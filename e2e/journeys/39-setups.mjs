// Ready-made set-ups: looked at, added, worked with, and taken away without losing anything of one's own.
import assert from 'node:assert/strict';
import { owner } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
const s = t.setups;

async function atSetups(stage, options) {
  const opened = await stage.open({}, options);
  await opened.page.goto('/settings/setups');
  await opened.page.getByRole('heading', { name: t.settings.section.setups, level: 2 }).waitFor();
  return opened;
}

const card = (page, name) => page.getByRole('button', { name: new RegExp(`^${name}`) });

export default {
  'a set-up is looked into, added with samples, and stands on the board and in the fields': async (stage) => {
    const { api, page } = await atSetups(stage);
    await accessible(page, 'set-ups');
    stage.at('what is in it');
    await card(page, 'Beauty salon').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Did not take place').waitFor();
    await dialog.getByText('Colour formula', { exact: false }).first().waitFor();
    await dialog.getByText('Booking a visit').waitFor();
    await dialog.getByText('Another salon is cheaper').waitFor();
    await dialog.getByText('Colouring by length').waitFor();
    await accessible(page, 'a set-up');
    await dialog.getByRole('button', { name: s.add, exact: true }).press('Enter');
    await page.getByText(fill(s.done, { name: 'Beauty salon' })).waitFor();
    await card(page, 'Beauty salon').getByText(s.added).waitFor();
    stage.at('its scripts, answers and calculations are there');
    assert.deepEqual(
      (await api.get('/scripts')).scripts.map(({ name }) => name),
      ['Booking a visit'],
    );
    assert.equal((await api.get('/records/objection?count=true')).count, 2);
    assert.deepEqual(
      (await api.get('/calculations')).calculations.map(({ key }) => key),
      ['salon_colouring'],
    );
    stage.at('on the board');
    const { pipelines } = await api.get('/pipelines');
    const visits = pipelines.find((one) => one.name === 'Visits');
    await page.goto(`/board/${visits.id}`);
    await page.getByText('Laura: cut and colour').first().waitFor();
    stage.at('a deal that must say when');
    const deal = await api.create('deal', { name: 'Walk-in', pipeline: visits.id });
    const moved = await api.send('POST', `/records/deal/${deal.id}/verbs/move`, { stage: visits.stages[1].id });
    assert.equal(moved.body.code, 'stage_rules');
    assert.ok(moved.body.problems.some((problem) => problem.field === 'x_visit_at'));
  },
  "removing asks what becomes of deals of one's own, and moves them": async (stage) => {
    const { api, page } = await atSetups(stage);
    await api.post('/setups/travel_agency', { sample: true, language: 'en' });
    const before = await api.get('/pipelines');
    const trips = before.pipelines.find((one) => one.name === 'Trips');
    const own = await api.create('deal', { name: 'Own trip', pipeline: trips.id, x_destination: 'Malta' });
    await page.reload();
    await card(page, 'Travel agency').click();
    // By key: a reminder of a sample's task may just be told where the button is.
    await page.getByRole('dialog').getByRole('button', { name: s.remove }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(s.removeLead).waitFor();
    await dialog.getByText('1 script, 2 objections, 1 calculation').waitFor();
    await accessible(page, 'removing a set-up');
    const yes = dialog.getByRole('button', { name: s.removeYes, exact: true });
    assert.ok(await yes.isDisabled(), 'it waits to be told what becomes of the deal');
    await dialog.getByRole('combobox').click();
    await page.getByRole('option', { name: fill(s.moveTo, { name: 'Sales' }) }).click();
    await yes.press('Enter');
    await page.getByText(fill(s.gone, { name: 'Travel agency' })).waitFor();
    await eventually(async () => {
      const { pipelines } = await api.get('/pipelines');
      const record = await api.get(`/records/deal/${own.id}`);
      const home = pipelines.find((one) => one.id === record.fields.pipeline);
      assert.equal(home.name, 'Sales');
      assert.equal(record.fields.x_destination, 'Malta', 'a field that was filled stays');
      assert.equal(record.fields.x_trip_kind, undefined);
    }, 'moved');
    assert.equal((await api.get('/records/contact?count=true')).count, 0);
    assert.equal((await api.get('/records/objection?count=true')).count, 0);
    assert.deepEqual((await api.get('/scripts')).scripts, []);
  },
  'samples go while the set-up stays': async (stage) => {
    const { api, page } = await atSetups(stage);
    await api.post('/setups/services', { sample: true });
    await page.reload();
    await card(page, 'Professional services').click();
    await page.getByRole('dialog').getByRole('button', { name: s.removeSample }).press('Enter');
    await page.getByText(s.sampleRemoved).waitFor();
    assert.equal((await api.get('/records/deal?count=true')).count, 0);
    const { setups } = await api.get('/setups');
    assert.equal(setups.find((one) => one.key === 'services').added.sample, false);
  },
  'a new workspace begins with the set-up of its trade, in Czech, on a telephone': async (stage) => {
    const c = words('cs');
    const server = await stage.server();
    const page = await stage.window(server, undefined, { locale: 'cs-CZ', width: 390, height: 844 });
    await page.goto('/');
    await page.getByLabel(c.setup.name, { exact: true }).fill(owner.name);
    await page.getByLabel(c.setup.email, { exact: true }).fill(owner.email);
    await page.getByLabel(c.setup.password, { exact: true }).fill(owner.password);
    await page.getByRole('combobox', { name: c.setup.trade }).click();
    await page.getByRole('option', { name: 'Autosalon' }).click();
    await page.getByText('protiúčet', { exact: false }).first().waitFor();
    await page.getByText(c.setup.withTradeSample, { exact: true }).click();
    await accessible(page, 'set-up with a trade');
    await page.getByRole('button', { name: c.setup.start }).click();
    await page.getByRole('navigation', { name: c.shell.mainMenu }).first().waitFor({ timeout: 60_000 });
    await page.goto('/board/default');
    await page.getByText('Zkušební jízda').first().waitFor();
    await page.getByText('Pavla: SUV').first().waitFor();
  },
};
