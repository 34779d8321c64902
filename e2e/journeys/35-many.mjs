// Many deals to one stage: what keeps some of them is told before, what they have in common is filled in once.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');
const l = t.list;

export default {
  'deals chosen in the table move with what they lack; those that lack more stay chosen and say why': async (stage) => {
    const { server, api } = await stage.workspace();
    const { pipelines } = await api.get('/pipelines');
    const [first, second] = pipelines[0].stages;
    await api.patch(`/stages/${first.id}`, { rules: { checklist: [{ text: 'Called', required: true }] } });
    await api.patch(`/stages/${second.id}`, { rules: { required: ['amount', 'company.website'] } });
    const known = await api.create('company', { name: 'Known', website: 'known.example' });
    const unknown = await api.create('company', { name: 'Unknown' });
    const deal = (name, fields) => api.create('deal', { name, stage: first.id, ...fields });
    const amount = { amount: '7.00', currency: 'EUR' };
    const has = await deal('Has an amount', { company: known.id, amount });
    const lacks = await deal('Lacks an amount', { company: known.id });
    const bare = await deal('Lacks a website', { company: unknown.id });
    const page = await stage.window(server, api);
    await page.goto('/records/deal');
    await page.getByText('Lacks a website').first().waitFor();
    await page.getByRole('checkbox', { name: l.selectAll }).check();
    await page.getByRole('button', { name: l.move }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: l.moveTo }).click();
    await page.getByRole('option', { name: second.name }).click();
    stage.at('what is missing is told');
    await dialog.getByText('missing in 2 deals').waitFor();
    await dialog.getByText('missing in 3 deals').waitFor();
    await dialog
      .getByText(/Website \(Company\)/)
      .first()
      .waitFor();
    assert.ok(await dialog.getByRole('button', { name: t.common.apply }).isDisabled());
    await accessible(page, 'many deals to a stage');
    stage.at('filled in once');
    await dialog.getByRole('checkbox', { name: 'Called' }).click();
    await dialog.getByRole('textbox', { name: 'Amount' }).fill('900');
    await dialog.getByRole('textbox', { name: l.moveNext }).fill('Send the offer');
    await dialog.getByRole('button', { name: 'Move 2 deals' }).click();
    stage.at('the rest stays with its reason');
    const stored = async ({ id }) => (await api.get(`/records/deal/${id}`)).fields;
    await eventually(async () => assert.equal((await stored(lacks)).amount?.amount, '900.00'), 'moved');
    assert.equal((await stored(has)).amount.amount, '7.00', 'what is there stays');
    await page.getByRole('dialog', { name: 'Move 1 deal' }).getByText('Lacks a website').waitFor();
    assert.equal((await stored(bare)).stage, first.id);
    const { records: tasks } = await api.get('/records/task?limit=10');
    assert.equal(tasks.filter(({ fields }) => fields.title === 'Send the offer').length, 2);
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar', { name: l.withSelected }).getByText('1 selected').waitFor();
    stage.at('one undo takes it back');
    await page.getByRole('button', { name: t.common.undo, exact: true }).first().click();
    await eventually(async () => {
      assert.equal((await stored(lacks)).stage, first.id);
      assert.equal((await stored(lacks)).amount ?? null, null);
    }, 'undone');
  },
  'leads chosen in the table move to an open stage; what ends them is not among the stages': async (stage) => {
    const { server, api } = await stage.workspace();
    const { pipelines } = await api.get('/pipelines?object=lead');
    const named = (name) => pipelines[0].stages.find((one) => one.name === name);
    await api.patch(`/stages/${named('Contacted').id}`, { rules: { required: ['position'] } });
    const leads = [];
    for (const name of ['Awnings', 'Blinds']) leads.push(await api.create('lead', { name }));
    const page = await stage.window(server, api);
    await page.goto('/records/lead');
    await page.getByText('Blinds').first().waitFor();
    await page.getByRole('checkbox', { name: l.selectAll }).check();
    await page.getByRole('button', { name: l.move }).click();
    const dialog = page.getByRole('dialog', { name: 'Move 2 leads' });
    await dialog.getByRole('combobox', { name: l.moveTo }).click();
    await page.getByRole('option', { name: 'Contacted' }).waitFor();
    assert.equal(await page.getByRole('option', { name: named('Converted').name }).count(), 0);
    await page.getByRole('option', { name: 'Contacted' }).click();
    await dialog.getByText('missing in 2 leads').waitFor();
    await dialog.getByRole('textbox', { name: 'Position' }).fill('Buyer');
    await dialog.getByRole('button', { name: 'Move 2 leads' }).click();
    await dialog.waitFor({ state: 'detached' });
    for (const { id } of leads) {
      const { fields } = await api.get(`/records/lead/${id}`);
      assert.deepEqual([fields.stage, fields.position, fields.status], [named('Contacted').id, 'Buyer', 'accepted']);
    }
  },
};
