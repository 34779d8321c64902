// What other currencies are worth is stated by day in the settings; amounts and prices follow.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
const r = t.settings.rates;

export default {
  'a rate is stated, changed and taken back, and a price in dollars is known from then on': async (stage) => {
    const { server, api, page } = await stage.open();
    const deal = await api.create('deal', { name: 'Abroad', amount: { amount: '1', currency: 'EUR' } });
    const line = { deal: deal.id, name: 'Freight', quantity: 1, price: { amount: '100', currency: 'USD' } };
    assert.equal((await api.send('POST', '/records/line_item', { fields: line })).body.problems[0].code, 'no_rate');
    await page.goto('/settings/rates');
    await page.getByText(r.none).waitFor();
    await accessible(page, 'no rates');
    await page.getByRole('button', { name: r.new }).click();
    const dialog = page.getByRole('dialog', { name: r.new });
    stage.at('a currency, and no number');
    await dialog.getByRole('combobox', { name: r.currency }).click();
    await page.keyboard.type('usd');
    await page.getByRole('option', { name: /USD/ }).first().click();
    const value = dialog.getByRole('textbox', { name: fill(r.rate, { currency: 'USD', own: 'EUR' }) });
    await value.fill('-1');
    await dialog.getByText(r.wrong).waitFor();
    const save = dialog.getByRole('button', { name: t.common.save });
    assert.ok(await save.isDisabled());
    await value.fill('0.9');
    await accessible(page, 'a new rate');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const shown = (rate) => page.getByText(fill(r.worth, { currency: 'USD', rate, own: 'EUR' }));
    await shown('0.9').waitFor();
    await page.getByText(r.now).waitFor();
    const made = await api.create('line_item', line);
    assert.equal(made.fields.total.amount, '90.00');
    stage.at('changed where it stands');
    await shown('0.9').click();
    await page.getByRole('dialog', { name: r.change }).getByRole('textbox', { name: /USD/ }).fill('0.85');
    await page.keyboard.press('Enter');
    await shown('0.85').waitFor();
    await accessible(page, 'rates');
    stage.at('taken back, and again');
    await page.getByRole('button', { name: /^Remove the rate of USD/ }).click();
    await shown('0.85').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await shown('0.85').waitFor();
    await eventually(async () => assert.equal((await api.get('/rates')).rates.length, 1), 'stated again');
    stage.at('on a phone');
    const phone = await stage.window(server, api, { width: 390, height: 844 });
    await phone.goto('/settings/rates');
    await phone.getByText(fill(r.worth, { currency: 'USD', rate: '0.85', own: 'EUR' })).waitFor();
    assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  },
  'a price is added to its list without saying its name or its list again': async (stage) => {
    const { api, page } = await stage.open();
    const desk = await api.create('product', { name: 'Desk Tern', price: '540' });
    const list = await api.create('price_list', { name: 'Wholesale' });
    await page.goto(`/records/price_list/${list.id}`);
    assert.equal(await page.getByRole('tab').nth(1).innerText(), 'Prices', 'what a price list is about comes first');
    await page.getByRole('tab', { name: 'Prices' }).click();
    await page.getByRole('button', { name: 'Add: Price' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Wholesale').waitFor();
    assert.equal(await dialog.getByRole('textbox', { name: 'Name' }).count(), 0);
    await dialog.getByRole('button', { name: 'Product', exact: true }).click();
    await page.getByRole('option', { name: /Desk Tern/ }).click();
    await dialog.getByRole('textbox', { name: 'Price' }).fill('480');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('tabpanel').getByText('Desk Tern').first().waitFor();
    const [price] = (await api.get('/records/price')).records;
    assert.deepEqual([price.fields.name, price.fields.product], ['Desk Tern', desk.id]);
  },
};
