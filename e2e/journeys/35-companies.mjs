// A person with several companies: shown on both sides without doubles, another one made the main one, taken back.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');

async function people(stage, options) {
  const { server, api } = await stage.workspace();
  const [steel, bank] = [
    await api.create('company', { name: 'Steel Works' }),
    await api.create('company', { name: 'North Bank' }),
  ];
  const ivan = await api.create('contact', { name: 'Ivan Petrov', company: steel.id, position: 'Director' });
  const page = await stage.window(server, api, options);
  return { api, page, steel, bank, ivan };
}

const tab = (page, name) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const rows = (page) => page.getByRole('tabpanel').getByRole('listitem');

export default {
  'a second company is added with a role, becomes the main one in one step, and one undo brings both back': async (
    stage,
  ) => {
    const { api, page, steel, bank, ivan } = await people(stage);
    await page.goto(`/records/contact/${ivan.id}`);
    await tab(page, 'Companies').click();
    await rows(page).filter({ hasText: 'Steel Works' }).getByText(t.record.ties.main).waitFor();
    await page.getByRole('button', { name: t.record.ties.addCompany }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Company', exact: true }).click();
    await page.keyboard.type('North');
    await page.getByRole('option', { name: /North Bank/ }).click();
    await dialog.getByRole('textbox', { name: 'Role' }).fill('Adviser');
    await dialog.getByRole('button', { name: t.common.create }).click();
    await dialog.waitFor({ state: 'detached' });
    const tied = rows(page).filter({ hasText: 'North Bank' });
    await tied.getByText('Adviser').waitFor();
    await accessible(page, "a person's companies");
    stage.at('since when');
    await tied.getByRole('button', { name: fill(t.record.ties.menu, { name: 'North Bank' }) }).click();
    await page.getByRole('menuitem', { name: t.record.ties.change }).click();
    const change = page.getByRole('dialog', { name: /Ivan Petrov/ });
    await change.getByRole('button', { name: 'Since' }).click();
    await page.getByRole('textbox', { name: 'Since' }).fill('2024-05-01');
    await change.getByRole('textbox', { name: 'Role' }).click();
    await change.getByRole('button', { name: t.common.save }).click();
    await change.waitFor({ state: 'detached' });
    await tied.getByText(/since .*2024/).waitFor();
    stage.at('the main one');
    await tied.getByRole('button', { name: fill(t.record.ties.menu, { name: 'North Bank' }) }).click();
    await page.getByRole('menuitem', { name: t.record.ties.makeMain }).click();
    await rows(page).filter({ hasText: 'North Bank' }).getByText(t.record.ties.main).waitFor();
    await rows(page).filter({ hasText: 'Steel Works' }).getByText('Director').waitFor();
    assert.equal(await rows(page).count(), 2, 'nobody is there twice');
    const now = (await api.get(`/records/contact/${ivan.id}`)).fields;
    assert.deepEqual([now.company, now.position, now.company_since], [bank.id, 'Adviser', '2024-05-01']);
    stage.at('taken back');
    await page.keyboard.press('Control+z');
    await rows(page).filter({ hasText: 'Steel Works' }).getByText(t.record.ties.main).waitFor();
    await eventually(async () => {
      assert.equal((await api.get(`/records/contact/${ivan.id}`)).fields.company, steel.id);
    }, 'as before');
  },
  "a company's people are its own and those tied to it, each once": async (stage) => {
    const { api, page, steel, bank, ivan } = await people(stage);
    await api.create('affiliation', { contact: ivan.id, company: bank.id, role: 'Adviser' });
    await api.create('contact', { name: 'Olga Own', company: bank.id });
    await page.goto(`/records/company/${bank.id}`);
    await eventually(async () => assert.match(await tab(page, 'Contacts').textContent(), /2/), 'both are counted');
    await tab(page, 'Contacts').click();
    await rows(page).filter({ hasText: 'Olga Own' }).waitFor();
    await rows(page).filter({ hasText: 'Ivan Petrov' }).getByText('Adviser').waitFor();
    assert.equal(await page.getByRole('tab', { name: /Affiliation/ }).count(), 0, 'ties are no list of their own');
    stage.at('somebody else is tied by hand');
    const petra = await api.create('contact', { name: 'Petra New' });
    await page.getByRole('button', { name: t.record.ties.addPerson }).click();
    const dialog = page.getByRole('dialog', { name: t.record.ties.addPerson });
    await dialog.getByRole('button', { name: 'Contact', exact: true }).click();
    await page.keyboard.type('Petra');
    await page.getByRole('option', { name: /Petra New/ }).click();
    await dialog.getByRole('button', { name: t.common.create }).click();
    await rows(page).filter({ hasText: 'Petra New' }).waitFor();
    stage.at('twice is refused in words');
    await page.getByRole('button', { name: t.record.ties.addPerson }).click();
    await dialog.getByRole('button', { name: 'Contact', exact: true }).click();
    await page.keyboard.type('Petra');
    await page.getByRole('option', { name: /Petra New/ }).click();
    await dialog.getByRole('button', { name: t.common.create }).click();
    await dialog.getByText(t.errors.code?.already_linked ?? /linked already/).waitFor();
    await page.keyboard.press('Escape');
    stage.at('the one whose company it becomes is not there twice');
    await api.post(`/records/contact/${ivan.id}/verbs/change_company`, { company: bank.id });
    await eventually(async () => assert.equal(await rows(page).filter({ hasText: 'Ivan Petrov' }).count(), 1), 'once');
    const ties = await api.get('/records/affiliation?count=true');
    assert.equal(ties.count, 2, 'Petra here, and Ivan at the steel works');
    assert.deepEqual(ties.records.map(({ fields }) => fields.company).sort(), [bank.id, steel.id].sort());
    assert.ok(petra.id);
  },
  'the next step of a company is that of its deals, and the view without steps leaves it out': async (stage) => {
    const { server, api } = await stage.workspace();
    const company = await api.create('company', { name: 'Steel Works' });
    const deal = await api.create('deal', { name: 'Pumps', company: company.id });
    const page = await stage.window(server, api);
    await page.goto('/records/company');
    await page.getByRole('tab', { name: t.list.view.idle }).click();
    await page.getByRole('link', { name: 'Steel Works' }).click();
    const step = page.getByRole('region', { name: t.record.nextStep });
    await step.getByText(t.record.noNextStep).waitFor();
    const at = new Date(Date.now() + 3 * 86_400_000).toISOString();
    await api.create('task', { title: 'Call about pumps', about: { object: 'deal', id: deal.id }, due_at: at });
    await step.getByRole('link', { name: 'Call about pumps' }).waitFor();
    await step.getByRole('link', { name: 'Pumps', exact: true }).waitFor();
    assert.equal(await step.getByText(t.record.noNextStep).count(), 0);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Steel Works' }).waitFor({ state: 'detached' });
  },
};
