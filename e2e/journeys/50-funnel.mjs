// The funnel: the figures of the fixtures, each opening the rows behind it.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { importCompany } from '../lib/company.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

async function funnel(stage, search = '', options) {
  const { server, api } = await stage.workspace();
  await importCompany(api);
  const page = await stage.window(server, api, options);
  await page.goto(`/funnel${search}`);
  await page.getByRole('heading', { name: t.funnel.winRate }).waitFor();
  return { server, api, page };
}

const tile = (page, name) =>
  page.locator('section:not(:has(section))').filter({ has: page.getByRole('heading', { name, exact: true }) });

export default {
  'the figures are those of the files': async (stage) => {
    const { page } = await funnel(stage);
    await accessible(page, 'funnel');
    const text = async (name) => (await tile(page, name).first().textContent()).replaceAll(/[\s\u00a0,]/g, '');
    assert.match(await text(t.funnel.won), /141570.*18deals/);
    assert.match(await text(t.funnel.lost), /9deals/);
    assert.match(await text(t.funnel.open), /13deals/);
    assert.match(await text(t.funnel.winRate), /66\.7%/);
    assert.match(await text(t.funnel.average), /7865/);
    assert.match(await text(t.funnel.cycle), /57/);
  },
  'a figure opens the deals behind it': async (stage) => {
    const { page } = await funnel(stage);
    await tile(page, t.funnel.won).first().getByRole('link').click();
    await page.waitForURL(/\/records\/deal/);
    await eventually(
      async () => assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '20'),
      '18 deals, the heading and the figures below',
    );
  },
  'by manager, the offices and the months': async (stage) => {
    const { page } = await funnel(stage, '?group=manager');
    const figures = page.getByRole('region', { name: t.funnel.byGroup });
    const row = (name) => figures.getByRole('row').filter({ hasText: name });
    await row('Rowan Tell').waitFor();
    const cells = await row('Rowan Tell').getByRole('cell').allTextContents();
    assert.equal(cells[1], '9', `nine won: ${cells}`);
    assert.match(cells[2].replaceAll(/[\s\u00a0,]/g, ''), /72307/);
    await page.goto('/funnel?group=office');
    await row('South').waitFor();
    const south = await row('South').getByRole('cell').allTextContents();
    assert.match(south[2].replaceAll(/[\s\u00a0,]/g, ''), /41102/);
    await page.getByRole('group', { name: t.funnel.byGroup }).getByText(t.funnel.group.month, { exact: true }).click();
    await page.getByRole('row').filter({ hasText: '2021' }).first().waitFor();
    assert.equal((await page.getByRole('row').filter({ hasText: '2021' }).count()) >= 7, true);
  },
  'of the deals that entered a stage, those that went on are counted and opened': async (stage) => {
    const { server, api } = await stage.workspace();
    const { pipelines } = await api.get('/pipelines');
    const way = pipelines[0].stages;
    for (const at of [0, 1, 2, 1]) {
      const deal = await api.create('deal', { name: `Deal ${at}` });
      if (at > 0) await api.post(`/records/deal/${deal.id}/verbs/move`, { stage: way[at].id });
    }
    const page = await stage.window(server, api);
    await page.goto('/funnel');
    const first = (await api.post('/insight/cohorts', {})).stages[0];
    assert.deepEqual([first.entered.count, first.advanced.count, first.conversion], [4, 3, '0.75']);
    const panel = page.getByRole('region', { name: t.funnel.cohort.title });
    const row = panel.getByRole('row').filter({ hasText: first.stage.name }).first();
    await row.waitFor();
    await row.getByRole('link', { name: String(first.advanced.count), exact: true }).click();
    await page.waitForURL(/\/records\/deal/);
    await page.getByText(new RegExp(t.filter.ops.entered)).first().waitFor();
    await eventually(
      async () =>
        assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), String(first.advanced.count + 2)),
      'the deals, the heading and the figures below',
    );
  },
  'how soon inquiries were answered, by whom, and each figure opens its leads': async (stage) => {
    const { server, api } = await stage.workspace();
    const day = [{ from: '00:00', to: '24:00' }];
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const week = Object.fromEntries(days.map((name) => [name, day]));
    await api.send('PUT', '/working-time', { week, react_within: 30 });
    const lead = await api.create('lead', { name: 'Awnings', source: 'Fair' });
    await api.create('lead', { name: 'Tents', source: 'Web' });
    await api.post(`/records/lead/${lead.id}/verbs/accept`, {});
    const page = await stage.window(server, api);
    await page.goto('/funnel?group=source');
    const panel = page.getByRole('region', { name: t.funnel.reaction.title });
    const fair = panel.getByRole('row').filter({ hasText: 'Fair' });
    await fair.getByRole('link').first().waitFor();
    assert.deepEqual((await fair.getByRole('cell').allTextContents()).slice(0, 4), ['1', '1', '1', '0']);
    await accessible(page, 'reaction times');
    await fair.getByRole('link').nth(1).click();
    await page.waitForURL(/\/records\/lead/);
    await page.getByRole('grid').getByText('Awnings').waitFor();
  },
  'leads have a funnel too: how far they come, how long they stand, why they are rejected, and no sums': async (
    stage,
  ) => {
    const { server, api } = await stage.workspace();
    await api.create('deal', { name: 'Not a lead', amount: { amount: '500', currency: 'EUR' } });
    const [pipeline] = (await api.get('/pipelines?object=lead')).pipelines;
    const at = (name) => pipeline.stages.find((each) => each.name === name).id;
    await api.patch(`/stages/${at('Contacted')}`, { rules: { rotting_days: 3 } });
    const leads = [];
    for (const [name, source] of [
      ['Awnings', 'Fair'],
      ['Blinds', 'Web'],
      ['Curtains', 'Web'],
      ['Doors', 'Web'],
    ]) {
      leads.push(await api.create('lead', { name, source, amount: { amount: '70', currency: 'EUR' } }));
    }
    const verb = (lead, name, params) => api.post(`/records/lead/${lead.id}/verbs/${name}`, params);
    for (const lead of leads.slice(0, 3)) await verb(lead, 'move', { stage: at('Contacted') });
    await verb(leads[0], 'convert', {});
    await verb(leads[1], 'reject', { reason: 'spam' });
    const page = await stage.window(server, api);
    await page.goto('/funnel?group=month');
    await page.getByRole('heading', { name: t.funnel.average }).waitFor();
    stage.at('chosen');
    await page.getByRole('button', { name: /^Sales/ }).click();
    await page.getByRole('menuitemradio', { name: pipeline.name }).click();
    await page.waitForURL(new RegExp(pipeline.id));
    await page.getByRole('heading', { name: t.funnel.lead.byStage }).waitFor();
    await accessible(page, 'the funnel of leads');
    const text = async (name) => (await tile(page, name).first().textContent()).replaceAll(/[\s\u00a0]/g, '');
    assert.match(await text(t.funnel.lead.won), /Converted1.*25%/);
    assert.match(await text(t.funnel.lead.winRate), /50\.0%.*1convertedof2ended/);
    assert.equal(await page.locator('main').getByText(/€|EUR/).count(), 0, 'nothing is sold yet');
    assert.equal(await page.getByRole('heading', { name: t.funnel.average }).count(), 0);
    const groupings = page.getByRole('group', { name: t.funnel.byGroup });
    stage.at('by the month in which they came');
    await page.waitForURL((url) => !url.search.includes('group'));
    await groupings.getByText(t.funnel.lead.group.month, { exact: true }).click();
    await page.waitForURL(/group=month/);
    const month = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'Europe/Prague',
      year: 'numeric',
      month: '2-digit',
    });
    const { groups } = await api.post('/insight/funnel', { object: 'lead', group_by: 'month' });
    assert.deepEqual(
      groups.map(({ key, open, won, lost }) => [key, open.count, won.count, lost.count]),
      [[month.format(new Date()), 2, 1, 1]],
    );
    const months = page.getByRole('region', { name: t.funnel.byGroup }).getByRole('row');
    assert.match((await months.nth(1).textContent()).replaceAll(/\s/g, ''), /211/);
    await groupings.getByText(t.funnel.group.owner, { exact: true }).click();
    await page.waitForURL((url) => !url.search.includes('group'));

    stage.at('each figure opens its leads');
    const open = async (link, ...names) => {
      await link.click();
      await page.waitForURL(/\/records\/lead/);
      for (const name of names) await page.getByRole('grid').getByText(name, { exact: true }).waitFor();
      await eventually(
        async () => assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), String(names.length + 2)),
        'the leads, the heading and the figures below',
      );
      await page.goBack();
      await page.getByRole('heading', { name: t.funnel.lead.byStage }).waitFor();
    };
    const panel = (name) => page.getByRole('region', { name });
    const row = (where, name) => panel(where).getByRole('row').filter({ hasText: name }).first();
    await open(panel(t.funnel.lead.lostFor).getByRole('link', { name: '1' }), 'Blinds');
    await open(row(t.funnel.cohort.title, 'Contacted').getByRole('link').nth(2), 'Blinds');
    await open(row(t.funnel.timeInStage, 'New').getByRole('link').first(), 'Awnings', 'Blinds', 'Curtains');
    await panel(t.funnel.rotting).getByText('Contacted').waitFor();
    await open(row(t.funnel.byGroup, 'Vera').getByRole('link').nth(3), 'Blinds');

    stage.at('the other pages count deals');
    await page.getByRole('radio', { name: t.funnel.sides.objections }).click();
    await page.waitForURL(/\/objections/);
    assert.doesNotMatch(page.url(), /pipeline/);
  },
  'how much people work in Kith is told of each by day': async (stage) => {
    const { server, api } = await stage.workspace();
    await api.create('company', { name: 'Acme' });
    await api.post('/users', { name: 'Bob Brown', email: 'bob@example.com' });
    const page = await stage.window(server, api);
    await page.goto('/funnel');
    await page.getByRole('radio', { name: t.funnel.sides.people }).click();
    await page.waitForURL(/\/engagement/);
    const cells = (name) => page.getByRole('row').filter({ hasText: name }).getByRole('cell').allTextContents();
    await page.getByRole('row').filter({ hasText: 'Bob Brown' }).waitFor();
    assert.deepEqual((await cells('Bob Brown')).slice(0, 2), [t.funnel.engagement.never, '0 of 28']);
    const mine = await cells('Vera');
    assert.equal(mine[1], '1 of 28');
    assert.ok(Number(mine[3]) >= 1, 'what she made');
    await page.getByRole('radio', { name: '7 days' }).click();
    await page.waitForURL(/days=7/);
    await page.getByText('1 of 7').waitFor();
    await accessible(page, 'people at work');
  },
  'the funnel of leads on a telephone': async (stage) => {
    const { server, api } = await stage.workspace();
    const [pipeline] = (await api.get('/pipelines?object=lead')).pipelines;
    await api.create('lead', { name: 'Awnings' });
    const page = await stage.window(server, api, { width: 390, height: 844 });
    await page.goto(`/funnel?pipeline=${pipeline.id}`);
    await page.getByRole('heading', { name: t.funnel.lead.byStage }).waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    await accessible(page, 'the funnel of leads on a telephone');
  },
  'on a telephone': async (stage) => {
    const { page } = await funnel(stage, '', { width: 390, height: 844 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    await accessible(page, 'funnel on a telephone');
  },
};
