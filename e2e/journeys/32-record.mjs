// The page of a record: what to do next, fields in place, two people at one field, taking a change back, tags.
import assert from 'node:assert/strict';
import { Api, owner } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');

async function company(stage, options) {
  const { server, api } = await stage.workspace();
  const made = await api.create('company', {
    name: 'Orlík Energy',
    industry: 'Energy',
    employees: 5210,
  });
  const page = await stage.window(server, api, options);
  const stored = async () => (await api.get(`/records/company/${made.id}`)).fields;
  return { server, api, page, id: made.id, stored };
}

export default {
  'without a next step the record says so; planned and done, the one after it stands in its place': async (stage) => {
    const { api, page, id } = await company(stage);
    await page.goto(`/records/company/${id}`);
    const next = page.getByRole('region', { name: t.record.nextStep });
    await next.getByText(t.record.noNextStep).waitFor();
    await accessible(page, 'page of a company');
    stage.at('plan');
    await next.getByRole('button', { name: t.record.plan }).click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('Call about the contract');
    await page.keyboard.press('Enter');
    await next.getByText('Call about the contract').waitFor();
    stage.at('done, and the next one in one step');
    await next.getByRole('button', { name: t.record.completeAndPlan }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: t.tasks.result }).fill('They agree');
    const follow = dialog.getByRole('checkbox', { name: t.tasks.followUp });
    if ((await follow.count()) > 0 && !(await follow.isChecked())) await follow.click();
    await dialog.getByRole('textbox', { name: t.tasks.nextTitle }).fill('Send the contract');
    await page.keyboard.press('Control+Enter');
    await next.getByText('Send the contract').waitFor();
    await next.getByText('Call about the contract').waitFor({ state: 'detached' });
    const { records } = await api.get('/records/task?limit=10');
    const done = records.find((task) => task.fields.title === 'Call about the contract');
    assert.equal(done.fields.result, 'They agree');
    assert.ok(done.fields.done_at);
  },
  'the page of a task completes it, with what follows, and opens it again': async (stage) => {
    const { api, page } = await company(stage);
    const task = await api.create('task', { title: 'Call back', due_at: '2026-01-05T09:00:00Z' });
    const done = async () => Boolean((await api.get(`/records/task/${task.id}`)).fields.done_at);
    await page.goto(`/records/task/${task.id}`);
    const step = page.getByRole('region', { name: t.tasks.complete });
    await step.getByText(t.tasks.complete).click();
    await page.getByRole('dialog').getByRole('button', { name: t.tasks.complete, exact: true }).click();
    await eventually(async () => assert.ok(await done()), 'done');
    const back = page.getByRole('region', { name: t.tasks.reopen });
    await accessible(page, 'page of a task');
    await back.getByText(t.tasks.reopen).click();
    await eventually(async () => assert.ok(!(await done())), 'open again');
    await step.waitFor();
  },
  'fields stand in sections that fold away, and Tab goes from field to field': async (stage) => {
    const { page, id, stored } = await company(stage);
    await page.goto(`/records/company/${id}`);
    const heading = page.getByRole('button', { name: t.record.section.reach });
    await heading.waitFor();
    await page.getByText('E-mails', { exact: true }).waitFor();
    await heading.click();
    assert.equal(await page.getByText('E-mails', { exact: true }).count(), 0, 'folded');
    await page.reload();
    await heading.waitFor();
    assert.equal(await heading.getAttribute('aria-expanded'), 'false', 'still folded after loading again');
    stage.at('Tab');
    await page.getByRole('button', { name: fill(t.record.editField, { field: 'Employees' }) }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('5300');
    await page.keyboard.press('Tab');
    await eventually(async () => assert.equal((await stored()).employees, 5300), 'saved by Tab');
    assert.equal(await page.locator('[data-editing] input').count(), 1, 'the next field is being edited');
  },
  'two people at one field: both values are shown, and the person chooses': async (stage) => {
    const { server, api, page, id, stored } = await company(stage);
    const { roles } = await api.get('/roles');
    const tom = { name: 'Tom Hargreaves', email: 'tom@kith.example', password: owner.password };
    await api.post('/users', { ...tom, roles: [roles.find(({ key }) => key === 'administrator').id] });
    const his = new Api(server.url);
    await his.signIn(tom);
    await page.goto(`/records/company/${id}`);
    await page.getByRole('button', { name: fill(t.record.editField, { field: 'Industry' }) }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Power');
    stage.at('a colleague writes meanwhile, this field and another');
    await his.patch(`/records/company/${id}`, {
      fields: { industry: 'Utilities', employees: 6000 },
    });
    await page.waitForTimeout(600);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(t.record.conflict).waitFor();
    await accessible(page, 'a conflict');
    const row = dialog.getByRole('row').filter({ hasText: 'Industry' });
    await row.getByText('Utilities').waitFor();
    await row.getByText('Power').waitFor();
    stage.at('who it was is said');
    await dialog.getByText(/Tom Hargreaves changed the same/).waitFor();
    await row.getByText(/Tom Hargreaves · /).waitFor();
    assert.equal(await dialog.getByRole('row').count(), 2, 'only the field that both changed');
    assert.equal((await stored()).industry, 'Utilities', 'nothing is overwritten before the choice');
    await row.getByText('Power').click();
    await dialog.getByRole('button', { name: t.record.keepChosen }).click();
    await eventually(async () => assert.equal((await stored()).industry, 'Power'), 'the choice is saved');
    assert.equal((await stored()).employees, 6000, 'the other change stands');
  },
  'a change is taken back from the timeline, and the history can be narrowed to one kind': async (stage) => {
    const { api, page, id, stored } = await company(stage);
    await api.patch(`/records/company/${id}`, { fields: { industry: 'Heat' } });
    await api.post(`/records/company/${id}/notes`, {
      text: 'See https://kith.example/offer, please',
    });
    await page.goto(`/records/company/${id}`);
    const entry = page.getByRole('listitem').filter({ hasText: 'Heat' });
    await entry.hover();
    await entry.getByRole('button', { name: t.timeline.undo }).click();
    await eventually(async () => assert.equal((await stored()).industry, 'Energy'), 'taken back');
    stage.at('notes alone');
    await page.getByRole('group', { name: t.timeline.show }).getByText(t.timeline.filter.note).click();
    await eventually(async () => assert.equal(await entry.count(), 0), 'changes are hidden');
    const link = page.getByRole('link', { name: 'https://kith.example/offer', exact: true });
    assert.match(await link.getAttribute('rel'), /noopener/);
    await page.getByRole('group', { name: t.timeline.show }).getByText(t.timeline.filter.file).click();
    await page.getByText(t.timeline.nothingOfKind).waitFor();
  },
  'a file is given another name, and the old one is one undo away': async (stage) => {
    const { api, page, id } = await company(stage);
    const path = `/records/company/${id}/files`;
    const answer = await fetch(`${api.url}/api/v1${path}?filename=scan-1.txt`, {
      method: 'POST',
      headers: { origin: api.url, cookie: api.cookie, 'content-type': 'application/octet-stream' },
      body: 'Offer',
    });
    assert.equal(answer.status, 201);
    const name = async () => (await api.get(path)).files[0].name;
    await page.goto(`/records/company/${id}?tab=files`);
    await page.getByRole('button', { name: fill(t.files.rename, { name: 'scan-1.txt' }) }).click();
    await page.getByRole('dialog', { name: t.files.renameTitle }).waitFor();
    await page.keyboard.type('Offer of May');
    await page.keyboard.press('Enter');
    await page.getByText('Offer of May.txt', { exact: true }).waitFor();
    await eventually(async () => assert.equal(await name(), 'Offer of May.txt'), 'renamed, its ending kept');
    await accessible(page, 'files');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => assert.equal(await name(), 'scan-1.txt'), 'taken back');
  },
  'tags are put on under the name': async (stage) => {
    const { page, id, stored } = await company(stage);
    await page.goto(`/records/company/${id}`);
    await page.getByRole('button', { name: t.record.addTag }).click();
    await page.keyboard.type('key account');
    await page.keyboard.press('Enter');
    await page.mouse.click(900, 700);
    await eventually(async () => assert.deepEqual((await stored()).tags, ['key account']), 'saved');
    await page.getByRole('button', { name: /^key account/ }).waitFor();
  },
  'on a telephone the record is one column, details behind their tab': async (stage) => {
    const { page, id } = await company(stage, { width: 390, height: 844 });
    await page.goto(`/records/company/${id}`);
    await page.getByRole('tab', { name: t.record.details }).click();
    await page.getByText('Employees', { exact: true }).waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    await accessible(page, 'a record on a telephone');
  },
  'a conflict that is closed without a choice can be asked again': async (stage) => {
    const { api, page, id, stored } = await company(stage);
    await page.goto(`/records/company/${id}`);
    await page.getByRole('button', { name: fill(t.record.editField, { field: 'Industry' }) }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Power');
    await api.patch(`/records/company/${id}`, { fields: { industry: 'Utilities' } });
    await page.waitForTimeout(600);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(t.record.conflict).waitFor();
    await dialog.getByText(t.record.conflictOwn).waitFor();
    await eventually(
      async () => assert.equal(await page.evaluate(() => document.activeElement?.type), 'radio'),
      'the focus begins on the choice',
    );
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t.record.conflictAgain, exact: true }).click();
    await dialog.getByText('Power').waitFor();
    await dialog.getByRole('button', { name: t.record.keepChosen }).click();
    await eventually(async () => assert.equal((await stored()).industry, 'Power'), 'saved after all');
  },
  'a filled form is not thrown away by Escape, and a wrong address is named by its field': async (stage) => {
    const { page } = await company(stage);
    await page.goto('/records/contact');
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    const name = dialog.getByRole('textbox').first();
    await name.waitFor();
    stage.at('empty it closes at once');
    await page.waitForTimeout(200);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await name.waitFor();
    await page.waitForTimeout(200);
    await page.keyboard.type('Jana');
    await page.keyboard.press('Escape');
    await dialog.getByText(t.record.unsaved).waitFor();
    await accessible(page, 'a form that is left');
    await page.keyboard.press('Enter');
    await dialog.getByText(t.record.unsaved).waitFor({ state: 'detached' });
    assert.equal(await name.inputValue(), 'Jana', 'and one goes on');
    assert.ok(await name.evaluate((one) => one === document.activeElement));
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: t.record.discard }).click();
    await dialog.waitFor({ state: 'detached' });
  },
  'on a telephone every outcome of a deal is on the screen, in Russian too': async (stage) => {
    const { server, api } = await stage.workspace({ language: 'ru' });
    const deal = await api.create('deal', { name: 'Насосы' });
    const page = await stage.window(server, api, { width: 390, height: 844 });
    await page.goto(`/records/deal/${deal.id}`);
    const { pipelines } = await api.get('/catalogue');
    const ends = pipelines[0].stages.filter(({ kind }) => kind !== 'open');
    for (const { name } of ends) {
      const box = await page.locator('main').getByRole('button', { name, exact: true }).boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 390, `${name} ends at ${box.x + box.width}`);
    }
  },
};
