// Services that are priced by parameters: an administrator defines a calculation with cases that have to come out, a
// product names it, and whoever sells is asked for the parameters, when the line is made and later.
import assert from 'node:assert/strict';
import { Api } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
const c = t.calculations;
const tab = (page) => page.getByRole('tab', { name: /^Line items/ });
const row = (page, name) => page.getByRole('table', { name: 'Line items' }).getByRole('row').filter({ hasText: name });
const box = (page, name) => page.getByRole('textbox', { name, exact: true });

const cleaning = {
  name: 'Cleaning',
  currency: 'EUR',
  parameters: [
    { key: 'area', label: 'Area', kind: 'number', unit: 'm²', min: '1' },
    {
      key: 'windows',
      label: 'Windows',
      kind: 'choice',
      default: 'no',
      options: [
        { key: 'yes', label: 'With' },
        { key: 'no', label: 'Without' },
      ],
    },
  ],
  formula: "max(30, round(area * if(windows = 'yes', 2.4, 1.8), 2))",
  cases: [{ parameters: { area: 50, windows: 'yes' }, expected: '120' }],
};

async function put(api) {
  await api.ok('PUT', '/calculations/cleaning', cleaning);
  return api.create('product', { name: 'Office cleaning', kind: 'service', calculation: 'cleaning' });
}

async function pick(page, text, name) {
  await page.getByRole('button', { name: t.lines.add }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: t.lines.add }).fill(text);
  await page.getByRole('option', { name }).waitFor();
  await eventually(async () => assert.equal(await page.getByRole('option').count(), 1), 'only what was looked for');
  await page.keyboard.press('Enter');
}

export default {
  'an administrator defines a calculation; what is wrong is said at its place, and cases are red or green at once':
    async (stage) => {
      const { api, page } = await stage.open();
      await page.goto('/settings/calculations');
      await page.getByText(c.none).waitFor();
      await page.getByRole('button', { name: c.new }).click();
      await box(page, c.name).fill('Assembly');
      await box(page, c.label).fill('Hours');
      await eventually(
        async () => assert.equal(await box(page, c.word).inputValue(), 'hours'),
        'the word follows the name',
      );
      await box(page, c.unit).fill('h');
      await box(page, c.min).fill('0.5');
      stage.at('a formula that cannot be read');
      const formula = page.getByRole('textbox', { name: c.formula });
      await formula.fill('hours * * 45');
      await page
        .getByText(fill(c.wrong.formula_syntax, { at: '9', why: c.reason.unexpected }))
        .first()
        .waitFor();
      assert.equal(await page.locator('mark').textContent(), '*');
      await formula.fill('hour * 45.5');
      await page
        .getByText(fill(c.wrong.formula_unknown, { name: 'hour' }))
        .first()
        .waitFor();
      await formula.fill('round(hours * 45.5, 2)');
      stage.at('a case, first red, then green');
      const inCase = (label) => box(page, fill(c.inCase, { label, number: '1' }));
      await inCase('Hours').fill('2.5');
      await inCase(fill(c.expected, { currency: 'EUR' })).fill('113');
      await page.getByText(fill(c.comesTo, { price: '€113.75' })).waitFor();
      const save = page.getByRole('button', { name: t.common.save });
      assert.ok(await save.isDisabled(), 'what does not come out is not kept');
      await accessible(page, 'a calculation with a red case');
      await inCase(fill(c.expected, { currency: 'EUR' })).fill('113.75');
      await page.getByText(c.comesOut, { exact: true }).waitFor();
      stage.at('tried out, and kept as a case');
      const tryOut = page.getByRole('region', { name: c.tryOut });
      await box(tryOut, 'Hours').fill('0.1');
      await tryOut
        .getByText(fill(c.atLeast, { min: '0.5' }))
        .last()
        .waitFor();
      await box(tryOut, 'Hours').fill('3');
      await tryOut.getByText('€136.50').waitFor();
      await tryOut.getByRole('button', { name: c.keepAsCase }).click();
      await eventually(
        async () => assert.equal(await page.getByText(c.comesOut, { exact: true }).count(), 2),
        'two cases',
      );
      await save.click();
      await page.getByRole('button', { name: /Assembly/ }).waitFor();
      const [kept] = (await api.get('/calculations')).calculations;
      assert.deepEqual([kept.key, kept.cases.length, kept.parameters[0].min], ['assembly', 2, '0.5']);
      stage.at('a product chooses it by its name');
      const desk = await api.create('product', { name: 'Assembly of desks', kind: 'service' });
      await page.goto(`/records/product/${desk.id}`);
      await page.getByRole('button', { name: fill(t.record.addValue, { field: 'Calculation' }), exact: true }).click();
      await page.getByRole('option', { name: 'Assembly', exact: true }).click();
      await eventually(
        async () => assert.equal((await api.get(`/records/product/${desk.id}`)).fields.calculation, 'assembly'),
        'the product is priced by it',
      );
      stage.at('in use it is archived, not removed');
      await page.goto('/settings/calculations');
      await page.getByRole('button', { name: /Assembly/ }).click();
      await page.getByRole('link', { name: 'Assembly of desks' }).waitFor();
      assert.ok(await page.getByRole('button', { name: c.remove }).isDisabled());
      await page.getByRole('checkbox', { name: c.archive }).check();
      await eventually(async () => assert.ok(await save.isEnabled()), 'checked');
      await save.click();
      await page.getByText(c.archived, { exact: true }).waitFor();
      await api.patch(`/records/product/${desk.id}`, { fields: { calculation: null } });
      await page.getByRole('button', { name: /Assembly/ }).click();
      await page.getByRole('button', { name: c.remove }).click();
      await page.getByRole('dialog').getByRole('button', { name: c.remove }).click();
      await page.getByText(c.none).waitFor();
      assert.deepEqual((await api.get('/calculations')).calculations, []);
    },
  'a line asks for its parameters, says them, and is counted anew when they change': async (stage) => {
    const { server, api } = await stage.workspace();
    await put(api);
    const deal = await api.create('deal', { name: 'Offices' });
    const page = await stage.window(server, api);
    await page.goto(`/records/deal/${deal.id}`);
    await tab(page).click();
    await pick(page, 'office', 'Office cleaning');
    const dialog = page.getByRole('dialog', { name: 'Office cleaning' });
    await box(dialog, 'Area').waitFor();
    stage.at('all by keyboard: the first parameter has the focus');
    await page.keyboard.type('0');
    await dialog
      .getByText(fill(c.atLeast, { min: '1' }))
      .last()
      .waitFor();
    const add = dialog.getByRole('button', { name: t.lines.addPriced });
    await eventually(async () => assert.ok(await add.isDisabled()), 'refused');
    await box(dialog, 'Area').fill('40');
    await dialog.getByText(fill(t.lines.priceNow, { price: '€72' })).waitFor();
    await accessible(page, 'the parameters of a line');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await row(page, 'Office cleaning').getByText('€72').first().waitFor();
    stage.at('the parameters stand on the line, and are changed there');
    const said = page.getByTitle(fill(t.lines.parametersOf, { name: 'Office cleaning' }));
    await said.getByText('Area 40 m² · Windows: Without').waitFor();
    await page.keyboard.press('Escape');
    await said.click();
    await dialog.getByRole('combobox', { name: 'Windows' }).click();
    await page.getByRole('option', { name: 'With', exact: true }).click();
    await dialog.getByText(fill(t.lines.priceNow, { price: '€96' })).waitFor();
    await dialog.getByRole('button', { name: t.lines.recalculate }).click();
    await dialog.waitFor({ state: 'detached' });
    await said.getByText('Area 40 m² · Windows: With').waitFor();
    await page.locator('dl [data-field="amount"] dd').getByText('€96', { exact: true }).waitFor();
    stage.at('on a phone');
    const phone = await stage.window(server, api, { width: 390, height: 844 });
    await phone.goto(`/records/deal/${deal.id}`);
    await tab(phone).click();
    await phone.getByTitle(fill(t.lines.parametersOf, { name: 'Office cleaning' })).click();
    await phone
      .getByRole('dialog')
      .getByText(fill(t.lines.priceNow, { price: '€96' }))
      .waitFor();
    assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  },
  'a manager fills in parameters and sees neither the formula nor its page': async (stage) => {
    const { server, api } = await stage.workspace();
    await put(api);
    const manager = (await api.get('/roles')).roles.find((role) => role.key === 'manager').id;
    const account = { email: 'bob@example.com', password: 'long enough to be one' };
    await api.post('/users', { name: 'Bob Brown', ...account, roles: [manager] });
    const bob = new Api(server.url);
    await bob.signIn(account);
    const [told] = (await bob.get('/calculations')).calculations;
    assert.deepEqual([told.formula, told.cases, told.parameters.length], [null, [], 2]);
    const deal = await bob.create('deal', { name: 'Offices' });
    const page = await stage.window(server, bob);
    await page.goto(`/records/deal/${deal.id}`);
    await tab(page).click();
    await pick(page, 'office', 'Office cleaning');
    await page.getByRole('dialog', { name: 'Office cleaning' }).getByRole('textbox', { name: 'Area' }).fill('100');
    await page.getByText(fill(t.lines.priceNow, { price: '€180' })).waitFor();
    await page.keyboard.press('Enter');
    await row(page, 'Office cleaning').getByText('€180').first().waitFor();
    await page.goto('/settings/calculations');
    await page.getByText(t.settings.notYours).waitFor();
  },
};
