// A talk by a script: written by an administrator, walked through beside the deal, its answers in the record; an objection
// marked on the way, and counted.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
const scripts = t.settings.scripts;

const script = {
  objects: ['deal'],
  start: 'hello',
  nodes: [
    { id: 'hello', kind: 'say', text: 'Good day, {contact.name}.', next: 'who' },
    {
      id: 'who',
      kind: 'choice',
      text: 'How did you hear of us?',
      answers: [
        { label: 'From a friend', next: 'when', set: { source: 'Friend' } },
        { label: 'Not now', next: 'bye' },
      ],
    },
    { id: 'when', kind: 'input', text: 'By when?', field: 'expected_close', next: 'why' },
    { id: 'why', kind: 'input', text: 'What for?', next: 'bye' },
    { id: 'bye', kind: 'end', text: 'Thank you.' },
  ],
};

async function workspace(stage, setup) {
  const { server, api, page } = await stage.open(setup);
  const contact = await api.create('contact', { name: 'Eva Nová' });
  const deal = await api.create('deal', { name: 'Awnings', contact: contact.id });
  return { server, api, page, deal };
}

const sheet = (page) => page.getByRole('dialog', { name: fill(t.talk.talkBy, { script: 'First call' }) });
const read = async (api, deal) => (await api.get(`/records/deal/${deal.id}`)).fields;

export default {
  'a talk leads step by step, is taken up again, and its answers go into the deal': async (stage) => {
    const { api, page, deal } = await workspace(stage);
    await api.post('/scripts', { name: 'First call', script });
    const task = await api.create('task', { title: 'Call Eva', type: 'call', about: deal.id });
    await page.goto(`/records/deal/${deal.id}`);
    await page.getByRole('button', { name: t.record.talk, exact: true }).click();
    await sheet(page).getByText('Good day, Eva Nová.').waitFor();
    await accessible(page, 'the script beside the deal');
    stage.at('by keys');
    await page.keyboard.press('Enter');
    await sheet(page)
      .getByRole('button', { name: /From a friend/ })
      .waitFor();
    await page.keyboard.press('1');
    await sheet(page).locator('h2').waitFor();
    await sheet(page).getByRole('button', { name: t.talk.skip, exact: true }).click();
    await sheet(page).getByLabel(t.talk.answer, { exact: true }).fill('A gift');

    stage.at('taken up again');
    await sheet(page).getByRole('button', { name: t.talk.close, exact: true }).click();
    await page.reload();
    await page.getByRole('button', { name: t.record.talk, exact: true }).click();
    await sheet(page)
      .getByRole('button', { name: /How did you hear of us\?/ })
      .waitFor();
    const begun = sheet(page).getByLabel(t.talk.answer, { exact: true });
    assert.equal(await begun.inputValue(), 'A gift', 'what was begun is there again');
    await sheet(page).getByRole('button', { name: t.talk.next, exact: true }).click();
    assert.equal((await read(api, deal)).source, null, 'nothing is written before the end');
    await sheet(page).getByRole('button', { name: t.talk.finish, exact: true }).click();

    stage.at('what follows');
    await page.getByRole('dialog', { name: t.tasks.completeTitle }).waitFor();
    await page.getByLabel(t.tasks.result).fill('Wants a gift');
    await page.getByRole('button', { name: t.tasks.complete, exact: true }).click();
    await eventually(async () => {
      assert.equal((await read(api, deal)).source, 'Friend');
      assert.ok((await api.get(`/records/task/${task.id}`)).fields.done_at);
    }, 'the answers are in the deal, and the call is done');
    await page.getByRole('button', { name: t.timeline.howItWent }).click();
    await page.getByText('A gift').waitFor();
  },

  'an objection is marked while one talks, stands in the timeline and is counted': async (stage) => {
    const { api, page, deal } = await workspace(stage);
    await api.post('/scripts', { name: 'First call', script });
    const dear = await api.create('objection', { title: 'Too dear', text: 'Compares' });
    await api.create('objection', { title: 'No time' });
    await api.create('answer', { objection: dear.id, title: 'Per year', text: 'Ten years of use' });
    await page.goto(`/records/deal/${deal.id}`);
    await page.getByRole('button', { name: t.record.talk, exact: true }).click();
    await sheet(page).getByRole('button', { name: t.talk.objections }).click();
    await sheet(page).getByRole('textbox', { name: t.talk.search }).fill('dear');
    await eventually(async () => assert.equal(await sheet(page).getByText('No time').count(), 0), 'narrowed');
    await sheet(page)
      .getByRole('button', { name: /Too dear/ })
      .click();
    await sheet(page).getByText('Ten years of use').waitFor();
    await sheet(page).getByRole('radio', { name: t.talk.outcome.yes, exact: true }).click();
    await accessible(page, 'marking an objection');
    await sheet(page).getByRole('button', { name: t.talk.mark, exact: true }).click();
    await page.getByText(t.talk.marked).waitFor();
    await sheet(page).getByRole('button', { name: t.talk.close, exact: true }).click();
    await page.getByText(/Per year · /).waitFor();
    const met = (await api.get('/records/objection_met')).records[0].fields;
    assert.deepEqual([met.deal, met.worked, met.objection], [deal.id, 'yes', dear.id]);

    stage.at('counted');
    await api.post(`/records/deal/${deal.id}/verbs/win`, {});
    await page.goto('/funnel');
    await page.getByRole('radio', { name: t.funnel.sides.objections }).click();
    const row = page.getByRole('row', { name: /Too dear/ }).first();
    await row.waitFor();
    await accessible(page, 'objections');
    await row.getByRole('link', { name: '1' }).last().click();
    await page.getByRole('link', { name: 'Awnings' }).or(page.getByText('Awnings')).first().waitFor();
    assert.match(decodeURIComponent(page.url()), /linked/);
  },

  'an objection is marked in the note that tells of it, as it is written and afterwards': async (stage) => {
    const { api, page, deal } = await workspace(stage);
    const dear = await api.create('objection', { title: 'Too dear' });
    await api.create('objection', { title: 'No time' });
    await api.create('answer', { objection: dear.id, title: 'Per year' });
    await page.goto(`/records/deal/${deal.id}`);
    const dialog = page.getByRole('dialog', { name: t.talk.markTitle });
    const marked = page.getByRole('list', { name: t.timeline.metHere });
    const button = page.getByRole('button', { name: t.record.markObjection });
    await page.getByRole('button', { name: t.timeline.write }).click();
    await page.getByRole('textbox', { name: t.timeline.note }).fill('Called about the price');
    await button.click();
    await dialog.getByRole('button', { name: 'Too dear' }).click();
    await dialog.getByRole('radio', { name: t.talk.outcome.yes, exact: true }).click();
    await dialog.getByLabel(t.talk.words).fill('Twice as much');
    await dialog.getByRole('button', { name: t.talk.mark, exact: true }).click();
    await marked.getByText('Too dear · Per year · It helped · “Twice as much”').waitFor();
    assert.equal((await api.get('/records/objection_met?count=true')).count, 0, 'it goes with the note');
    await page.getByRole('button', { name: t.timeline.save, exact: true }).click();
    await page.getByRole('textbox', { name: t.timeline.note }).waitFor({ state: 'detached' });
    const note = page.getByRole('listitem').filter({ hasText: 'Called about the price' });
    await note.getByText('Too dear · Per year · It helped · “Twice as much”').waitFor();
    await accessible(page, 'a note with an objection');
    stage.at('in a note that stands there');
    await note.hover();
    await note.getByRole('button', { name: t.record.markObjection }).click();
    await dialog.getByRole('button', { name: 'No time' }).click();
    await dialog.getByRole('button', { name: t.talk.mark, exact: true }).click();
    await note.getByText('No time').waitFor();
    const story = (await api.get(`/records/deal/${deal.id}/timeline`)).entries;
    assert.deepEqual(
      story.find(({ kind }) => kind === 'note').objections.map(({ objection }) => objection),
      ['Too dear', 'No time'],
    );
    assert.equal(await page.getByText(/marked an objection/).count(), 0, 'told once, at the note');
    stage.at('taken off, and back');
    await note.getByRole('button', { name: fill(t.timeline.unmark, { objection: 'No time' }) }).click();
    await note.getByText('No time').waitFor({ state: 'detached' });
    await page
      .getByRole('status')
      .filter({ hasText: t.timeline.unmarked })
      .getByRole('button', { name: t.common.undo })
      .click();
    await note.getByText('No time').waitFor();
  },

  'an administrator writes a script, is told what is wrong where it is, and tries it out': async (stage) => {
    const { api, page } = await workspace(stage);
    await page.goto('/settings/scripts');
    await page.getByRole('button', { name: scripts.new }).click();
    await page.getByRole('textbox', { name: new RegExp(`^${scripts.name}`) }).fill('Second call');
    const step = (number) => page.getByRole('listitem', { name: fill(scripts.stepNumber, { number }), exact: true });
    await step(2).getByRole('textbox', { name: scripts.text }).fill('Hello {contact.nothing}');
    await page.getByRole('button', { name: t.common.save, exact: true }).click();
    await step(2).getByRole('alert').waitFor();
    await accessible(page, 'the editor of scripts');
    await step(2).getByRole('textbox', { name: scripts.text }).fill('What is it for?');

    stage.at('tried out');
    await page.getByRole('button', { name: scripts.tryOut }).click();
    const trial = page.getByRole('region', { name: scripts.tryOut });
    await trial.getByRole('button', { name: t.talk.next, exact: true }).click();
    await trial.getByText('What is it for?').waitFor();
    await page.getByRole('button', { name: t.common.save, exact: true }).click();
    await page
      .getByRole('button', { name: /Second call/ })
      .first()
      .waitFor();
    const { scripts: kept } = await api.get('/scripts');
    assert.deepEqual([kept[0].name, kept[0].nodes.length], ['Second call', 3]);
  },

  'a script for a stage of leads is offered there, beside the lead, and its answers are kept in the lead': async (
    stage,
  ) => {
    const { api, page } = await workspace(stage);
    const [pipeline] = (await api.get('/pipelines?object=lead')).pipelines;
    const contacted = pipeline.stages.find((each) => each.name === 'Contacted');
    await page.goto('/settings/scripts');
    await page.getByRole('button', { name: scripts.new }).click();
    await page.getByRole('textbox', { name: new RegExp(`^${scripts.name}`) }).fill('Qualify');
    const tick = (label) => page.getByRole('checkbox', { name: label, exact: true });
    await tick('Leads').check();
    await page.getByText(fill(scripts.everyStageOf, { objects: 'Leads' })).waitFor();
    await tick('Deals').uncheck();
    await page
      .getByRole('group', { name: fill(scripts.inStages, { pipeline: pipeline.name }) })
      .getByRole('checkbox', { name: 'Contacted' })
      .check();
    const step = page.getByRole('listitem', { name: fill(scripts.stepNumber, { number: 2 }), exact: true });
    await step.getByRole('textbox', { name: scripts.text }).fill('Who decides?');
    await step.getByRole('combobox', { name: scripts.into }).click();
    await page.getByRole('option', { name: 'Position' }).click();
    await accessible(page, 'a script for leads');
    await page.getByRole('button', { name: t.common.save, exact: true }).click();
    await page
      .getByRole('button', { name: /Qualify/ })
      .first()
      .waitFor();
    const [kept] = (await api.get('/scripts')).scripts;
    assert.deepEqual([kept.objects, kept.stages], [['lead'], [contacted.id]]);

    stage.at('beside the lead');
    const lead = await api.create('lead', { name: 'Blinds', contact_name: 'Eva' });
    await page.goto(`/records/lead/${lead.id}`);
    await page.getByRole('button', { name: t.record.note, exact: true }).waitFor();
    assert.equal(await page.getByRole('button', { name: t.record.talk, exact: true }).count(), 0);
    await api.post(`/records/lead/${lead.id}/verbs/move`, { stage: contacted.id });
    await page.getByRole('button', { name: t.record.talk, exact: true }).click();
    const beside = page.getByRole('dialog', { name: fill(t.talk.talkBy, { script: 'Qualify' }) });
    await beside.getByRole('button', { name: t.talk.next, exact: true }).click();
    await beside.getByRole('textbox').fill('Owner');
    await accessible(page, 'the script beside the lead');
    await beside.getByRole('button', { name: t.talk.next, exact: true }).click();
    await beside.getByRole('button', { name: t.talk.finish, exact: true }).click();
    await eventually(
      async () => assert.equal((await api.get(`/records/lead/${lead.id}`)).fields.position, 'Owner'),
      'the answer is in the lead',
    );
  },
};
