// The lines of a deal: products are added by the keyboard with the price that holds for the client, totals follow, and a
// discount beyond one's limit is asked for and approved.
import assert from 'node:assert/strict';
import { Api } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
const tab = (page) => page.getByRole('tab', { name: /^Line items/ });
const row = (page, name) => page.getByRole('table', { name: 'Line items' }).getByRole('row').filter({ hasText: name });
const cell = (page, name, field) => row(page, name).getByTitle(fill(t.lines.edit, { field, name }));
const sum = (page, key) => page.locator(`dl [data-field="${key}"] dd`);

async function pick(page, text, name) {
  await page.getByRole('button', { name: t.lines.add }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: t.lines.add }).fill(text);
  await page.getByRole('option', { name }).waitFor();
  await eventually(async () => assert.equal(await page.getByRole('option').count(), 1), 'only what was looked for');
  await page.keyboard.press('Enter');
  await row(page, name).waitFor();
}

/** A manager and a colleague without a limit. */
async function people(server, api) {
  const manager = (await api.get('/roles')).roles.find((role) => role.key === 'manager').id;
  const account = { email: 'bob@example.com', password: 'long enough to be one' };
  await api.post('/users', { name: 'Bob Brown', ...account, roles: [manager] });
  const bob = new Api(server.url);
  await bob.signIn(account);
  return bob;
}

export default {
  'a product is added by the keyboard, its price is found in a list, and the totals follow': async (stage) => {
    const { server, api } = await stage.workspace();
    const desk = await api.create('product', { name: 'Desk Tern', price: '540', unit: 'pc', tax: 21, cost: '320' });
    const list = await api.create('price_list', { name: 'Wholesale', client_type: 'wholesale' });
    await api.create('price', { price_list: list.id, product: desk.id, from_quantity: 10, price: '480' });
    const shop = await api.create('company', { name: 'Bower & Sons', client_type: 'wholesale' });
    const deal = await api.create('deal', { name: 'Desks', company: shop.id });
    const page = await stage.window(server, api);
    await page.goto(`/records/deal/${deal.id}`);
    await tab(page).click();
    await page.getByText(t.lines.none).waitFor();
    await pick(page, 'tern', 'Desk Tern');
    await cell(page, 'Desk Tern', 'Price').getByText('€540').waitFor();
    stage.at('the quantity is typed at once');
    await page.getByRole('textbox', { name: 'Quantity' }).waitFor();
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await cell(page, 'Desk Tern', 'Price').getByText('€480').waitFor();
    await cell(page, 'Desk Tern', 'Price').getByText('Wholesale').waitFor();
    await sum(page, 'amount').getByText('€5,760', { exact: true }).waitFor();
    stage.at('the discount on the whole');
    await sum(page, 'discount').getByRole('button').click();
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await sum(page, 'amount').getByText('€5,472', { exact: true }).waitFor();
    await sum(page, 'tax_amount').getByText('€1,149.12').waitFor();
    await sum(page, 'gross').getByText('€6,621.12').waitFor();
    await sum(page, 'margin').getByText('€1,632', { exact: true }).waitFor();
    await accessible(page, 'the lines of a deal');
    stage.at('a price of one’s own, and back');
    await cell(page, 'Desk Tern', 'Price').click();
    await page.keyboard.type('500');
    await page.keyboard.press('Enter');
    await cell(page, 'Desk Tern', 'Price').getByText('By hand').waitFor();
    await sum(page, 'amount').getByText('€5,700', { exact: true }).waitFor();
    const more = page.getByRole('button', { name: fill(t.lines.menu, { name: 'Desk Tern' }) });
    await more.click();
    await page.getByRole('menuitem', { name: t.lines.findPrice }).click();
    await sum(page, 'amount').getByText('€5,472', { exact: true }).waitFor();
    stage.at('removed');
    await more.click();
    await page.getByRole('menuitem', { name: t.lines.remove }).click();
    await page.getByText(t.lines.none).waitFor();
    stage.at('the lines in a panel on a phone');
    await api.create('line_item', { deal: deal.id, product: desk.id });
    const phone = await stage.window(server, api, { width: 390, height: 844 });
    await phone.goto(`/records/deal/${deal.id}`);
    await tab(phone).click();
    await row(phone, 'Desk Tern').getByText('€540').first().waitFor();
    assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await accessible(phone, 'the lines of a deal on a phone');
  },
  'a manager sees no margin, is told his limit, asks for more, and it is approved': async (stage) => {
    const { server, api } = await stage.workspace();
    const bob = await people(server, api);
    const desk = await api.create('product', { name: 'Desk Tern', price: '100', cost: '60' });
    const deal = await bob.create('deal', { name: 'Desks' });
    await bob.create('line_item', { deal: deal.id, product: desk.id });
    const page = await stage.window(server, bob);
    await page.goto(`/records/deal/${deal.id}`);
    await tab(page).click();
    await row(page, 'Desk Tern').waitFor();
    assert.equal(await page.getByText('Margin').count(), 0);
    await page.getByText(fill(t.lines.limit, { percent: '10' })).waitFor();
    await cell(page, 'Desk Tern', 'Discount, %').click();
    await page.keyboard.type('25');
    await page.keyboard.press('Enter');
    await page.getByText(fill(t.errors.code.discount_over_limit, { limit: '10', wanted: '25' })).waitFor();
    stage.at('asking');
    await page.getByRole('button', { name: t.lines.ask }).click();
    const dialog = page.getByRole('dialog', { name: t.lines.ask });
    await dialog.getByRole('textbox', { name: t.lines.percent }).fill('120');
    await dialog.getByRole('button', { name: t.lines.send, exact: true }).click();
    await dialog.getByText(t.lines.percentWrong).waitFor();
    await dialog.getByRole('textbox', { name: t.lines.percent }).fill('25');
    await dialog.getByRole('textbox', { name: t.lines.note }).fill('They buy every month');
    await accessible(page, 'asking for a discount');
    await dialog.getByRole('button', { name: t.lines.send, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(t.lines.waiting).waitFor();
    assert.equal(await page.getByRole('button', { name: t.lines.approve }).count(), 0);
    stage.at('approving');
    const head = await stage.window(server, api);
    await head.goto(`/records/deal/${deal.id}`);
    await tab(head).click();
    await head.getByText('They buy every month').first().waitFor();
    await head.getByRole('button', { name: t.lines.approve }).click();
    const decision = head.getByRole('dialog', { name: t.lines.approveTitle });
    await decision.getByRole('textbox', { name: t.lines.decisionNote }).fill('For this order only');
    await accessible(head, 'deciding on a discount');
    await decision.getByRole('button', { name: t.lines.approve, exact: true }).click();
    await decision.waitFor({ state: 'detached' });
    await sum(head, 'amount').getByText('€75', { exact: true }).waitFor();
    await sum(head, 'margin').getByText('€15', { exact: true }).waitFor();
    stage.at('the manager sees it');
    await page.getByText(fill(t.lines.approvedUpTo, { percent: '25' })).waitFor();
    await page.getByText('For this order only').first().waitFor();
    await sum(page, 'amount').getByText('€75', { exact: true }).waitFor();
  },
  'more discount is asked for on several lines at once, and refused with a word to whoever asked': async (stage) => {
    const { server, api } = await stage.workspace();
    const bob = await people(server, api);
    const deal = await bob.create('deal', { name: 'Desks' });
    for (const name of ['Desk Tern', 'Chair Tern', 'Lamp Tern']) {
      const product = await api.create('product', { name, price: '100' });
      await bob.create('line_item', { deal: deal.id, product: product.id, price: name === 'Desk Tern' ? '95' : '100' });
    }
    const page = await stage.window(server, bob);
    await page.goto(`/records/deal/${deal.id}`);
    await tab(page).click();
    await page.getByRole('button', { name: t.lines.ask }).click();
    const dialog = page.getByRole('dialog', { name: t.lines.ask });
    await dialog.getByRole('radio', { name: t.lines.chosenLines }).click();
    const send = dialog.getByRole('button', { name: t.lines.send, exact: true });
    assert.ok(await send.isDisabled(), 'nothing is chosen');
    await dialog.getByRole('checkbox', { name: 'Desk Tern' }).check();
    await dialog.getByRole('checkbox', { name: 'Lamp Tern' }).check();
    await dialog.getByRole('textbox', { name: t.lines.percent }).fill('10');
    await accessible(page, 'asking for a discount on chosen lines');
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    stage.at('the lower price that was typed counts as well, so that he cannot decide himself');
    await page.getByText(fill(t.lines.asked, { percent: '14.5' })).waitFor();
    await page.getByText(t.lines.waiting).waitFor();
    const lines = (await api.get(`/records/line_item?limit=10`)).records;
    const wanted = lines.filter(({ fields }) => fields.discount_wanted === 10).map(({ fields }) => fields.name);
    assert.deepEqual(wanted.sort(), ['Desk Tern', 'Lamp Tern']);
    const head = await stage.window(server, api);
    await head.goto(`/records/deal/${deal.id}`);
    await tab(head).click();
    await head.getByRole('button', { name: t.lines.refuse }).click();
    const decision = head.getByRole('dialog', { name: t.lines.refuseTitle });
    await decision.getByRole('textbox', { name: t.lines.decisionNote }).fill('Not on lamps');
    await decision.getByRole('button', { name: t.lines.refuse, exact: true }).click();
    await decision.waitFor({ state: 'detached' });
    await page.getByText('Not on lamps').first().waitFor();
    await page.getByText(t.lines.refused).first().waitFor();
  },
  'the limit of a role is set in the settings, and stays when something else of the role is saved': async (stage) => {
    const { server, api } = await stage.workspace();
    const manager = async () => (await api.get('/roles')).roles.find((role) => role.key === 'manager');
    const before = await manager();
    const page = await stage.window(server, api);
    await page.goto('/settings/roles');
    await page.getByRole('tab', { name: before.name }).click();
    const limit = page.getByRole('textbox', { name: t.settings.roles.discount });
    const save = page.getByRole('button', { name: t.common.save });
    assert.equal(await limit.inputValue(), '10');
    await limit.fill('12.5');
    await save.click();
    await save.waitFor({ state: 'detached' });
    assert.equal((await manager()).max_discount, '12.5');
    await page.getByRole('textbox', { name: t.settings.roles.name }).fill('Seller');
    await save.click();
    await save.waitFor({ state: 'detached' });
    assert.deepEqual([(await manager()).name, (await manager()).max_discount], ['Seller', '12.5']);
    await limit.fill('101');
    await page.getByText(t.settings.roles.discountWrong).waitFor();
    assert.ok(await save.isDisabled());
    await limit.fill('');
    await save.click();
    await save.waitFor({ state: 'detached' });
    assert.equal((await manager()).max_discount ?? null, null);
  },
};
