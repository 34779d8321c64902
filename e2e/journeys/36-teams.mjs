// The team of a deal: people are added by the keyboard, see the deal, and share its amount to the cent.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
const tab = (page, name) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const rows = (page) => page.getByRole('tabpanel').getByRole('listitem');

export default {
  'a colleague is added to a deal by the keyboard with a share, and the rest stays with the owner': async (stage) => {
    const { server, api } = await stage.workspace();
    const bob = await api.post('/users', { name: 'Bob Brown', email: 'bob@example.com' });
    const deal = await api.create('deal', { name: 'Big', amount: { amount: '100.01', currency: 'EUR' } });
    const page = await stage.window(server, api);
    await page.goto(`/records/deal/${deal.id}`);
    await tab(page, 'Deal team').click();
    await page.getByText(t.record.team.none).waitFor();
    await page.getByRole('button', { name: t.record.team.add }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: t.record.team.add });
    assert.equal(await dialog.getByText('Deal', { exact: true }).count(), 0, 'which deal is known');
    await dialog.getByRole('textbox', { name: 'Role' }).fill('Engineer');
    await dialog.getByRole('button', { name: 'Person', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Bob');
    await page.getByRole('option', { name: /Bob Brown/ }).click();
    await dialog.getByRole('textbox', { name: 'Share, %' }).fill('33.33');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const member = rows(page).filter({ hasText: 'Bob Brown' });
    await member.getByText('33.33%').waitFor();
    await member
      .getByText(/33\.33/)
      .first()
      .waitFor();
    await rows(page).filter({ hasText: t.record.team.owner }).getByText('66.67%').waitFor();
    await accessible(page, 'the team of a deal');
    stage.at('may edit');
    await member.getByRole('button', { name: fill(t.record.team.menu, { name: 'Bob Brown' }) }).click();
    await page.getByRole('menuitem', { name: t.record.team.change }).click();
    const change = page.getByRole('dialog', { name: 'Bob Brown' });
    await change.getByRole('button', { name: 'May edit the deal' }).click();
    await page.getByRole('option', { name: 'Yes' }).click();
    await change.getByRole('button', { name: t.common.save }).click();
    await change.waitFor({ state: 'detached' });
    await member.getByText(t.record.team.mayEdit).waitFor();
    await eventually(async () => {
      assert.deepEqual((await api.get(`/records/deal/${deal.id}`)).fields.team_editors, [bob.id]);
    }, 'the deal knows who may change it');
    stage.at('taken out');
    await member.getByRole('button', { name: fill(t.record.team.menu, { name: 'Bob Brown' }) }).click();
    await page.getByRole('menuitem', { name: t.record.team.remove }).click();
    await page.getByText(t.record.team.none).waitFor();
    assert.equal((await api.get(`/records/deal/${deal.id}`)).fields.team, null);
  },
  'figures by team member count shares and open the deals': async (stage) => {
    const { server, api } = await stage.workspace();
    const bob = await api.post('/users', { name: 'Bob Brown', email: 'bob@example.com' });
    const deal = await api.create('deal', { name: 'Big', amount: { amount: '200', currency: 'EUR' } });
    await api.create('deal_member', { deal: deal.id, user: bob.id, share: '25' });
    await api.post(`/records/deal/${deal.id}/verbs/win`, {});
    const page = await stage.window(server, api);
    await page.goto('/funnel?group=share');
    const line = page.getByRole('row').filter({ hasText: 'Bob Brown' });
    await line.getByText(/50/).first().waitFor();
    await line.getByRole('link').first().click();
    await page.getByText('Big').first().waitFor();
  },
};
