// The bin of inquiries: accepted, rejected with a reason, linked, converted with what is there already shown first.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { drag } from '../lib/browser.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
const l = t.leads;

async function bin(stage, options) {
  const { server, api } = await stage.workspace();
  const make = (fields) => api.post('/records/lead', { fields, on_duplicate: 'allow' });
  const awnings = await make({
    name: 'Twelve awnings',
    contact_name: 'Iris Vane',
    company_name: 'Vane Awnings',
    source: 'fair',
    emails: [{ value: 'iris@vane.example' }],
    note: 'By May, please.',
  });
  const spam = await make({ name: 'Cheap pills', source: 'form' });
  const more = await make({ name: 'Even cheaper', source: 'form' });
  const page = await stage.window(server, api, options);
  await page.goto('/leads');
  const row = (lead) => page.getByRole('listitem').getByRole('button', { name: new RegExp(lead.fields.name) });
  await row(awnings).waitFor();
  const stored = async (lead) => (await api.get(`/records/lead/${lead.id}`)).fields;
  return { server, api, page, awnings, spam, more, row, stored };
}

export default {
  'the bin and its dialogs pass axe, wide and on a telephone': async (stage) => {
    const { server, api, page } = await bin(stage);
    const phone = await stage.window(server, api, { width: 390, height: 844, dark: true });
    await phone.goto('/leads');
    for (const window of [page, phone]) {
      await window.getByRole('button', { name: /Twelve awnings/ }).click();
      const deeds = window.getByRole('group', { name: l.deeds });
      await deeds.waitFor();
      await accessible(window, 'the bin');
      for (const what of ['convert', 'link', 'reject']) {
        stage.at(what);
        await deeds.getByRole('button', { name: l[what], exact: true }).click();
        const dialog = window.getByRole('dialog');
        await dialog.getByRole('button', { name: t.common.cancel }).waitFor();
        await accessible(window, what);
        await dialog.getByRole('button', { name: t.common.cancel }).click();
        await dialog.waitFor({ state: 'detached' });
      }
      const overflow = await window.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
    }
  },
  'by keys alone one is taken on, and two are rejected together with one undo': async (stage) => {
    const { page, awnings, spam, more, row, stored } = await bin(stage);
    stage.at('sources');
    await page.getByRole('button', { name: /^form/ }).click();
    await row(awnings).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^form/ }).click();
    await row(awnings).waitFor();
    stage.at('taken on');
    for (const lead of [more, spam, awnings]) {
      await page.keyboard.press('j');
      await page.getByRole('complementary').getByText(lead.fields.name).first().waitFor();
    }
    await page.keyboard.press('a');
    await eventually(async () => assert.equal((await stored(awnings)).status, 'accepted'), 'taken on');
    await row(awnings).waitFor({ state: 'detached' });
    stage.at('rejected');
    for (const lead of [more, spam]) {
      await page.keyboard.press('j');
      await page.getByRole('complementary').getByText(lead.fields.name).first().waitFor();
      await page.keyboard.press('x');
    }
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Other' }).check();
    assert.ok(await dialog.getByRole('button', { name: l.reject }).isDisabled(), '“other” needs a note');
    await dialog.getByRole('radio', { name: 'Spam' }).check();
    await page.keyboard.press('Control+Enter');
    await eventually(async () => {
      for (const lead of [spam, more]) assert.equal((await stored(lead)).reject_reason, 'spam');
    }, 'rejected');
    await page.getByText(l.empty.new).waitFor();
    await page.keyboard.press('Control+z');
    await eventually(async () => assert.equal((await stored(spam)).status, 'new'), 'undone');
    assert.equal((await stored(more)).status, 'new');
  },
  'conversion shows what is there already, takes it, and makes the rest': async (stage) => {
    const { api, page, awnings, row, stored } = await bin(stage);
    const company = await api.create('company', { name: 'Vane Awnings' });
    await row(awnings).click();
    await page.getByRole('group', { name: l.deeds }).getByRole('button', { name: l.convert, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/already a record like it/).waitFor();
    await dialog.getByRole('button', { name: l.convertAnyway }).waitFor();
    await dialog.getByText('iris@vane.example').waitFor();
    stage.at('the known one is taken');
    await dialog.getByRole('button', { name: l.useIt }).click();
    await dialog.getByText(/already a record like it/).waitFor({ state: 'detached' });
    await dialog.getByRole('textbox', { name: fill(l.nameOf, { object: 'Deal' }) }).fill('Awnings by May');
    await dialog.getByRole('button', { name: l.convert, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const fields = await stored(awnings);
    assert.equal(fields.status, 'converted');
    assert.equal(fields.company, company.id);
    const deal = await api.get(`/records/deal/${fields.deal}`);
    assert.equal(deal.fields.name, 'Awnings by May');
    assert.equal(deal.fields.source, 'fair');
    const contact = await api.get(`/records/contact/${fields.contact}`);
    assert.equal(contact.fields.company, company.id);
    stage.at('undone as one');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => assert.equal((await stored(awnings)).status, 'new'), 'undone');
  },
  'what the stage of the new deal asks for is filled in on the way, in the pipeline of one’s choice': async (stage) => {
    const { api, page, awnings, row, stored } = await bin(stage);
    const repairs = await api.post('/pipelines', { name: 'Repairs' });
    const { pipelines } = await api.get('/pipelines');
    const first = pipelines.find(({ id }) => id === repairs.id).stages[0];
    await api.patch(`/stages/${first.id}`, { rules: { required: ['amount', 'company.website'] } });
    await page.reload();
    await row(awnings).click();
    await page.getByRole('group', { name: l.deeds }).getByRole('button', { name: l.convert, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Pipeline' }).click();
    await page.getByRole('option', { name: 'Repairs' }).click();
    const needs = dialog.getByRole('region', { name: l.dealNeeds });
    await needs.getByText('Vane Awnings').waitFor();
    await accessible(page, 'what the deal needs');
    stage.at('without it');
    await dialog.getByRole('button', { name: l.convert, exact: true }).click();
    await needs.getByRole('textbox', { name: 'Amount' }).fill('900');
    assert.equal((await stored(awnings)).status, 'new');
    stage.at('filled in');
    await needs.getByRole('textbox', { name: 'Website' }).fill('vane.example');
    await dialog.getByRole('button', { name: l.convert, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const { deal, company } = await stored(awnings);
    const { fields } = await api.get(`/records/deal/${deal}`);
    assert.deepEqual([fields.stage, fields.amount.amount], [first.id, '900.00']);
    assert.match((await api.get(`/records/company/${company}`)).fields.website, /vane\.example/);
  },
  'an inquiry is linked to a deal that is there': async (stage) => {
    const { api, page, awnings, row, stored } = await bin(stage);
    const deal = await api.create('deal', { name: 'Big awnings' });
    await row(awnings).click();
    await page.getByRole('group', { name: l.deeds }).getByRole('button', { name: l.link, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: l.linkTitle });
    await dialog.getByRole('button', { name: /^Deal/ }).click();
    await page.getByPlaceholder(t.common.search).fill('Big');
    await page.getByRole('option', { name: /Big awnings/ }).click();
    await dialog.getByRole('button', { name: l.link, exact: true }).click();
    await eventually(async () => {
      const fields = await stored(awnings);
      assert.equal(fields.status, 'linked');
      assert.equal(fields.deal, deal.id);
    }, 'linked');
  },
  'leads stand on a board, are moved by keys, and what ends them is asked': async (stage) => {
    const { api, page, awnings, stored } = await bin(stage);
    const { pipelines } = await api.get('/pipelines?object=lead');
    const named = (name) => pipelines[0].stages.find((one) => one.name === name).id;
    await page.getByRole('link', { name: l.asBoard }).click();
    await page.waitForURL(/\/board\//);
    await page.getByText('3 open').first().waitFor();
    assert.equal(await page.locator('header b').count(), 0, 'nothing is said to be worth nothing');
    const card = page.getByRole('link', { name: 'Twelve awnings' });
    await card.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await eventually(async () => assert.equal((await stored(awnings)).stage, named('Contacted')), 'moved');
    assert.equal((await stored(awnings)).status, 'accepted', 'whoever moves it takes it on');
    await accessible(page, 'the board of leads');
    stage.at('back with Ctrl+Z');
    await page.keyboard.press('Control+z');
    await eventually(async () => assert.equal((await stored(awnings)).status, 'new'), 'taken back');
    stage.at('beside the board');
    await card.click();
    await page.getByRole('complementary').last().getByText('Vane Awnings').first().waitFor();
    stage.at('what was asked is read first');
    const panel = page.getByRole('complementary').last();
    await panel.getByRole('region', { name: 'Inquiry' }).getByText('By May, please.').waitFor();
    assert.equal(await panel.getByText('By May, please.').count(), 1, 'once');
    await panel.getByRole('tab', { name: t.record.details }).click();
    await panel.getByRole('button', { name: fill(t.record.editField, { field: 'Inquiry' }) }).click();
    await page.getByRole('textbox', { name: 'Inquiry' }).fill(`By June, please.\n${'And so on.\n'.repeat(20)}End.`);
    await page.keyboard.press('Control+Enter');
    await panel.getByRole('region', { name: 'Inquiry' }).getByRole('button', { name: t.record.wholeText }).click();
    await panel.getByRole('region', { name: 'Inquiry' }).getByRole('button', { name: t.record.lessText }).waitFor();
    await accessible(page, 'a lead with a long inquiry');
  },
  'many leads dragged to their end are rejected with one reason, and converted one at a time': async (stage) => {
    const { api, page, spam, more, stored } = await bin(stage);
    const [pipeline] = (await api.get('/pipelines?object=lead')).pipelines;
    const end = (kind) => pipeline.stages.find((one) => one.kind === kind);
    await page.goto(`/board/${pipeline.id}`);
    const card = (lead) => page.locator(`[data-card="${lead.id}"]`);
    for (const lead of [spam, more])
      await card(lead)
        .getByRole('link')
        .click({ modifiers: ['ControlOrMeta'] });
    const dragTo = async (name) => {
      await drag(page, card(spam), page.locator('main'), { release: false });
      const box = await page.getByText(name, { exact: true }).last().boundingBox();
      await page.mouse.move(box.x + 10, box.y + 5, { steps: 5 });
      await page.mouse.up();
    };
    await dragTo(end('won').name);
    await page.getByText(t.board.convertEach).waitFor();
    await card(more).waitFor();
    stage.at('rejected together');
    await dragTo(end('lost').name);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Spam' }).check();
    await dialog.getByRole('button', { name: l.reject, exact: true }).click();
    await eventually(async () => {
      for (const lead of [spam, more]) assert.equal((await stored(lead)).status, 'rejected');
    }, 'both');
  },
  'a lead moves along its stages, fills in what is missing, and ends by being converted or rejected': async (stage) => {
    const { api, page, awnings, spam, stored } = await bin(stage);
    const { pipelines } = await api.get('/pipelines?object=lead');
    const of = (name) => pipelines[0].stages.find((one) => one.name === name).id;
    await api.patch(`/stages/${of('Contacted')}`, { rules: { required: ['position'], guidance: 'Call before noon.' } });
    await page.goto(`/leads?open=${awnings.id}`);
    const panel = page.getByRole('complementary');
    const steps = panel.getByRole('list', { name: t.record.stages });
    const step = (name) => steps.getByRole('button', { name: fill(t.record.moveTo, { stage: name }) });
    stage.at('refused and filled in');
    await step('Contacted').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /Position/ }).fill('Buyer');
    await dialog.getByRole('button', { name: t.moving.go }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () => assert.equal((await stored(awnings)).stage, of('Contacted')), 'moved');
    const fields = await stored(awnings);
    assert.deepEqual([fields.status, fields.position], ['accepted', 'Buyer']);
    await panel.getByText('Call before noon.').waitFor();
    stage.at('by the keyboard');
    await step('Qualified').focus();
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal((await stored(awnings)).stage, of('Qualified')), 'moved on');
    await accessible(page, 'a lead on its way');
    stage.at('converted');
    await panel.getByRole('group', { name: l.deeds }).getByRole('button', { name: l.convert, exact: true }).click();
    await dialog.getByRole('button', { name: l.convert, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () => assert.equal((await stored(awnings)).stage, of('Converted')), 'converted');
    stage.at('rejected');
    await page.goto(`/leads?open=${spam.id}`);
    await panel.getByRole('group', { name: l.deeds }).getByRole('button', { name: l.reject, exact: true }).click();
    await dialog.getByRole('radio', { name: 'Spam' }).check();
    await dialog.getByRole('button', { name: l.reject, exact: true }).click();
    await eventually(async () => assert.equal((await stored(spam)).stage, of('Rejected')), 'rejected');
  },
  'pipelines of leads are kept beside those of deals': async (stage) => {
    const { api, page } = await bin(stage);
    await page.goto('/settings/pipelines');
    await page.getByRole('article', { name: 'Sales' }).waitFor();
    await page.getByRole('tab', { name: 'Leads' }).click();
    const card = page.getByRole('article', { name: 'Inquiries' });
    await card.waitFor();
    assert.equal(await page.getByRole('article', { name: 'Sales' }).count(), 0);
    await accessible(page, 'pipelines of leads');
    await page.getByRole('button', { name: t.settings.pipelines.new }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Fair');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Fair' }).waitFor();
    const { pipelines } = await api.get('/pipelines?object=lead');
    assert.deepEqual(
      pipelines.map((one) => one.name),
      ['Inquiries', 'Fair'],
    );
  },
};
