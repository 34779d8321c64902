// What one is told: live, in a list, by the browser when one has said yes.
import assert from 'node:assert/strict';
import { Api } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');
const a = t.alerts;

async function two(stage) {
  const { server, api } = await stage.workspace();
  const { roles } = await api.get('/roles');
  const admin = roles.find((role) => role.key === 'administrator').id;
  const account = { email: 'ivan@kith.example', password: 'a password of his own' };
  await api.post('/users', { name: 'Ivan Petrov', ...account, roles: [admin] });
  const ivan = new Api(server.url);
  await ivan.signIn(account);
  const me = (await api.get('/session')).user.id;
  const page = await stage.window(server, api);
  return { server, api, ivan, me, page };
}

export default {
  'what a colleague gives me is told at once, counted, listed and read': async (stage) => {
    const { ivan, me, page } = await two(stage);
    await page.goto('/records/company');
    const bell = page
      .getByRole('navigation', { name: t.shell.mainMenu })
      .getByRole('link', { name: t.shell.notifications });
    await bell.waitFor();
    await page.waitForLoadState('networkidle');
    stage.at('a word on the page');
    await ivan.create('company', { name: 'Nordwind', owner: me });
    await page
      .getByRole('status')
      .getByText(/Ivan Petrov gave you Nordwind/)
      .waitFor();
    await bell.getByText('1').waitFor();
    stage.at('in the list');
    await bell.click();
    const line = page.getByRole('button', { name: /Ivan Petrov gave you Nordwind/ });
    await line.waitFor();
    await accessible(page, 'notifications');
    await line.click();
    await page.getByRole('complementary').last().getByText('Nordwind').first().waitFor();
    await eventually(async () => assert.equal(await bell.getByText('1').count(), 0), 'nothing new is left');
    stage.at('only new ones');
    await page.getByRole('tab', { name: a.onlyUnread }).click();
    await page.getByText(a.none).waitFor();
  },
  'all are marked as read at once': async (stage) => {
    const { ivan, me, page } = await two(stage);
    for (const name of ['Alfa', 'Beta']) await ivan.create('company', { name, owner: me });
    await page.goto('/notifications');
    await page.getByText('Beta').first().waitFor();
    await page.getByRole('button', { name: a.readAll }).click();
    await page.getByRole('button', { name: a.readAll }).waitFor({ state: 'detached' });
  },
  'the summary of the day leads to each of the new leads that it names': async (stage) => {
    const { api, page } = await two(stage);
    const lead = await api.create('lead', { name: 'Twelve awnings' });
    const digest = {
      id: '0193a000-0000-7000-8000-000000000001',
      kind: 'digest',
      at: new Date().toISOString(),
      read: true,
      by: null,
      record: null,
      object: null,
      count: 1,
      event: null,
      text: JSON.stringify({ counts: { new_leads: 1 } }),
      leads: [{ object: 'lead', id: lead.id, label: 'Twelve awnings' }],
    };
    // A morning is not waited for: what the server says of one is put before the page.
    await page.route('**/api/v1/notifications?**', (route) =>
      route.fulfill({ json: { notifications: [digest], unread: 0, next: null } }),
    );
    await page.goto('/notifications');
    await page.getByRole('button', { name: /new leads: 1/ }).waitFor();
    await accessible(page, 'a summary of the day');
    await page.getByRole('list', { name: a.newLeads }).getByRole('link', { name: 'Twelve awnings' }).click();
    await page.getByRole('complementary').last().getByText('Twelve awnings').first().waitFor();
  },
  'who does not want a kind is not told of it': async (stage) => {
    const { api, ivan, me, page } = await two(stage);
    await page.goto('/profile');
    await page.getByRole('checkbox', { name: `${a.kind.assigned}: ${a.inProduct}` }).click();
    await eventually(async () => {
      const { kinds } = await api.get('/notifications/settings');
      assert.equal(kinds.assigned.product, false);
    }, 'saved');
    await page.getByRole('checkbox', { name: a.digest, exact: true }).click();
    await eventually(async () => {
      assert.equal((await api.get('/notifications/settings')).digest.enabled, false);
    }, 'no summary');
    await ivan.create('company', { name: 'Silent', owner: me });
    await page.goto('/notifications');
    await page.getByText(a.none).waitFor();
  },
};
