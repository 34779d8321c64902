// The rules of selling where people meet them: a refused move is filled in on the spot, a deal always has a next step.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { drag } from '../lib/browser.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');

/** A workspace whose second stage has rules, and a deal with a company in the first. */
async function scene(stage, { rules = {}, pipeline: pipelineRules = {}, options } = {}) {
  const { server, api } = await stage.workspace();
  const { pipelines } = await api.get('/pipelines');
  const [pipeline] = pipelines;
  const [first, second, third] = pipeline.stages;
  await api.patch(`/stages/${second.id}`, { rules });
  await api.patch(`/pipelines/${pipeline.id}`, { rules: pipelineRules });
  const company = await api.create('company', { name: 'Sill & Vane' });
  const deal = await api.create('deal', { name: 'Awnings', company: company.id, stage: first.id });
  const page = await stage.window(server, api, options);
  const card = page.locator(`[data-card="${deal.id}"]`);
  const column = (each) => page.locator(`[data-board-column="${each.id}"]`);
  const stored = (object = 'deal', id = deal.id) => api.get(`/records/${object}/${id}`);
  const lost = pipeline.stages.find((each) => each.kind === 'lost');
  return { server, api, page, pipeline, first, second, third, lost, company, deal, card, column, stored };
}

const asked = { required: ['amount', 'company.website'] };

/** What the dialog asks for, filled in as anybody would. */
async function fillIn(dialog) {
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('900');
  await dialog.getByRole('textbox', { name: 'Website' }).fill('sill.example');
}

async function moved({ stored, second, company }) {
  await eventually(async () => {
    const { fields } = await stored();
    assert.equal(fields.stage, second.id);
    assert.equal(fields.amount.amount, '900.00');
  }, 'moved');
  assert.match((await stored('company', company.id)).fields.website, /sill\.example/);
}

export default {
  'a card dropped on a stage that asks for more waits, is filled in and stays, or goes back': async (stage) => {
    const at = await scene(stage, { rules: asked });
    const { page, card, column, first, second, deal, stored } = at;
    await page.goto('/board/default');
    await drag(page, card, column(second));
    const dialog = page.getByRole('dialog');
    await dialog.getByText(fill(t.moving.title, { stage: second.name })).waitFor();
    await dialog.getByText('Sill & Vane').waitFor();
    await accessible(page, 'what is missing');
    stage.at('cancelled');
    await page.keyboard.press('Escape');
    await column(first).locator(`[data-card="${deal.id}"]`).waitFor();
    assert.equal((await stored()).fields.stage, first.id);
    stage.at('filled in');
    await drag(page, card, column(second));
    await fillIn(dialog);
    await dialog.getByRole('button', { name: t.moving.go }).click();
    await column(second).locator(`[data-card="${deal.id}"]`).waitFor();
    await moved(at);
    stage.at('one undo takes it all back');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => assert.equal((await stored()).fields.stage, first.id), 'undone');
    assert.equal((await stored('company', at.company.id)).fields.website ?? null, null);
  },
  'by keys alone a card is moved and what is missing is filled in': async (stage) => {
    const at = await scene(stage, { rules: asked });
    const { page, card } = at;
    await page.goto('/board/default');
    await card.getByRole('link').focus();
    await page.keyboard.press('Shift+ArrowRight');
    const dialog = page.getByRole('dialog');
    await fillIn(dialog);
    await page.keyboard.press('Control+Enter');
    await moved(at);
  },
  'on a telephone the stage is chosen from the menu and filled in on a sheet': async (stage) => {
    const at = await scene(stage, { rules: asked, options: { width: 390, height: 844 } });
    const { page, card, second } = at;
    await page.goto('/board/default');
    await card.getByRole('button', { name: t.board.moveTo }).click();
    await page.getByRole('menuitemradio', { name: second.name }).click();
    const dialog = page.getByRole('dialog');
    await fillIn(dialog);
    await accessible(page, 'what is missing, on a telephone');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await dialog.getByRole('button', { name: t.moving.go }).click();
    await moved(at);
  },
  'on the page of a deal its stage tells what to do, and a step asks for what it lacks': async (stage) => {
    const at = await scene(stage, { rules: asked });
    const { api, page, first, second, deal, stored } = at;
    await api.patch(`/stages/${first.id}`, {
      rules: {
        guidance: 'Ask who decides.',
        checklist: [{ text: 'Need is written down', required: true }],
        key_fields: ['source', 'company.website'],
      },
    });
    await page.goto(`/records/deal/${deal.id}`);
    const guide = page.getByRole('region', { name: fill(t.record.guide, { stage: first.name }) });
    await guide.getByText('Ask who decides.').waitFor();
    await guide.getByText('Website (Company)').waitFor();
    await page.getByText('here since today').waitFor();
    await accessible(page, 'page of a deal with rules');
    stage.at('the step asks');
    await page.getByRole('button', { name: fill(t.record.moveTo, { stage: second.name }) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Need is written down' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    stage.at('ticked in place');
    await guide.getByRole('checkbox', { name: 'Need is written down' }).click();
    await eventually(
      async () => assert.deepEqual((await stored()).fields.checklist, ['Need is written down']),
      'ticked',
    );
    await page.getByRole('button', { name: fill(t.record.moveTo, { stage: second.name }) }).click();
    await fillIn(dialog);
    await dialog.getByRole('button', { name: t.moving.go }).click();
    await moved(at);
  },
  'a loss takes its reason from the list, “other” a note, and comes back as a task': async (stage) => {
    const reasons = [{ name: 'Price' }, { name: 'Other', note_required: true }];
    const { api, page, lost, deal, stored } = await scene(stage, { pipeline: { lost: { required: true, reasons } } });
    await page.goto(`/records/deal/${deal.id}`);
    await page.getByRole('button', { name: lost.name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    const yes = dialog.getByRole('button', { name: t.record.lose, exact: true });
    assert.ok(await yes.isDisabled(), 'a reason is required');
    await dialog.getByRole('radio', { name: 'Other' }).check();
    assert.ok(await yes.isDisabled(), 'and so is the note');
    await dialog.getByRole('textbox', { name: t.record.outcomeNote }).fill('They moved away');
    await accessible(page, 'a loss with its reason');
    await yes.click();
    await eventually(async () => {
      const { fields } = await stored();
      assert.equal(fields.stage, lost.id);
      assert.equal(fields.outcome_reason, 'Other');
      assert.equal(fields.outcome_note, 'They moved away');
    }, 'lost');
    assert.equal((await api.get('/records/task')).records.length, 0);
  },
  'where a next step is enforced, whoever completes the last task says what follows': async (stage) => {
    const { api, page, deal, second, stored } = await scene(stage, {
      rules: { required: ['amount'] },
      pipeline: { next_step: 'enforce' },
    });
    await page.goto(`/records/deal/${deal.id}`);
    const next = page.getByRole('region', { name: t.record.nextStep });
    await next.getByRole('button', { name: t.record.completeAndPlan }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(t.tasks.mustFollow).waitFor();
    await accessible(page, 'what follows the last task');
    assert.ok(await dialog.getByRole('button', { name: t.tasks.completeAndPlan }).isDisabled());
    stage.at('the next stage, and what it asks for, in the same dialog');
    await dialog.getByRole('radio', { name: t.tasks.follow.stage }).click();
    await dialog.getByRole('button', { name: t.tasks.complete, exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Amount' }).fill('900');
    await dialog.getByRole('button', { name: t.tasks.complete, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const { fields } = await stored();
    assert.equal(fields.stage, second.id);
    assert.ok(fields.next_task, 'the new stage has made its first task');
    const { records } = await api.get('/records/task');
    assert.equal(records.filter((task) => task.fields.done_at).length, 1);
  },
  'a new deal says what its first step is': async (stage) => {
    const { page } = await scene(stage, { pipeline: { next_step: 'enforce' } });
    await page.goto('/board/default');
    await page.locator('[data-card]').first().waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('Blinds');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Next step: Plan the next step/).waitFor();
  },
  'a new deal is filled in with what its stage asks for of its company as well': async (stage) => {
    const { api, page, pipeline, first, second, company, stored } = await scene(stage);
    await api.patch(`/stages/${first.id}`, { rules: asked });
    await api.post('/pipelines', { name: 'Repairs' });
    await page.goto('/records/deal');
    await page.getByText('Awnings').first().waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('Blinds');
    await dialog.getByRole('button', { name: /^Company/ }).click();
    await page.getByPlaceholder(t.common.search, { exact: true }).fill('Sill');
    await page.getByRole('option', { name: /Sill & Vane/ }).click();
    stage.at('asked before the first try, as the stage says');
    const website = dialog.getByRole('textbox', { name: 'Website' });
    const choose = async (each) => {
      await dialog.getByRole('button', { name: /^Stage/ }).click();
      await page.getByRole('option', { name: each.name, exact: true }).click();
    };
    await website.waitFor();
    await dialog.locator('label', { hasText: 'Amount' }).getByText('*').waitFor();
    await choose(second);
    await website.waitFor({ state: 'detached' });
    assert.equal(await dialog.locator('label', { hasText: 'Amount' }).getByText('*').count(), 0);
    await choose(first);
    await website.waitFor();
    stage.at('each pipeline has stages of its own');
    const stages = dialog.getByRole('button', { name: /^Stage/ });
    await dialog.getByRole('button', { name: /^Pipeline/ }).click();
    await page.getByRole('option', { name: 'Repairs' }).click();
    await website.waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: /^Pipeline/ }).click();
    await page.getByRole('option', { name: pipeline.name }).click();
    await stages.getByText(first.name).waitFor();
    await website.waitFor();
    stage.at('tried without it');
    await dialog.getByRole('button', { name: t.common.create }).click();
    await dialog
      .locator('input:focus')
      .and(dialog.getByRole('textbox', { name: 'Amount' }))
      .waitFor();
    await accessible(page, 'a new deal that lacks something');
    await fillIn(dialog);
    await dialog.getByRole('button', { name: t.common.create }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.match((await stored('company', company.id)).fields.website, /sill\.example/);
    const { records } = await api.get('/records/deal?limit=5');
    assert.equal(records.find(({ fields }) => fields.name === 'Blinds').fields.amount.amount, '900.00');
  },
  'where it is only wanted, the board counts deals without a next step and shows them': async (stage) => {
    const { api, page, deal, first } = await scene(stage, { pipeline: { next_step: 'warn' } });
    const other = await api.create('deal', { name: 'Planned', stage: first.id });
    const about = { object: 'deal', id: other.id };
    await api.create('task', { title: 'Call', due_at: '2030-01-07T09:00:00Z', about });
    await page.goto('/board/default');
    await page.getByRole('button', { name: /1 without a next step/ }).click();
    await page.locator(`[data-card="${deal.id}"]`).waitFor();
    await page.locator(`[data-card="${other.id}"]`).waitFor({ state: 'detached' });
    stage.at('in the list as well');
    await page.goto('/records/deal');
    await page.getByRole('tab', { name: t.list.view.idle }).click();
    await page.getByText('Awnings').waitFor();
    await page.getByText('Planned').waitFor({ state: 'detached' });
  },
  'a stage chosen in a table asks for what it lacks': async (stage) => {
    const at = await scene(stage, { rules: asked });
    const { page, second, deal } = at;
    await page.goto(`/records/deal?open=${deal.id}`);
    const panel = page.getByRole('complementary', { name: t.record.panel });
    await panel.getByRole('button', { name: new RegExp(`^Stage: ${at.first.name}`) }).click();
    await page.getByRole('option', { name: second.name }).click();
    const dialog = page.getByRole('dialog', { name: fill(t.moving.title, { stage: second.name }) });
    await fillIn(dialog);
    await dialog.getByRole('button', { name: t.moving.go }).click();
    await moved(at);
  },
  'the funnel tells why deals were lost, and each reason opens its deals': async (stage) => {
    const { api, page, deal } = await scene(stage, { rules: { rotting_days: 7 } });
    const other = await api.create('deal', { name: 'Blinds' });
    await api.post(`/records/deal/${deal.id}/verbs/lose`, { reason: 'Price' });
    await api.post(`/records/deal/${other.id}/verbs/lose`, { reason: 'Timing' });
    await page.goto('/funnel');
    await page.getByRole('region', { name: t.funnel.rotting }).getByText('7 days and more').waitFor();
    const reasons = page.getByRole('region', { name: t.funnel.lostFor });
    await accessible(page, 'reasons of losses');
    await reasons.getByRole('listitem').filter({ hasText: 'Price' }).getByRole('link').click();
    await page.waitForURL(/\/records\/deal/);
    await page.getByText('Awnings').first().waitFor();
    assert.equal(await page.getByText('Blinds').count(), 0);
  },
};
