// Keys: the map, letters that can be switched off, commands on what is open, undo.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');

async function inside(stage) {
  const opened = await stage.open();
  await opened.page.goto('/records/company');
  await opened.page.getByRole('navigation', { name: t.shell.mainMenu }).first().waitFor();
  return opened;
}

const find = async (page, text) => {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(t.search.placeholder).last().waitFor();
  await page.keyboard.type(text);
};

export default {
  'the question mark shows the map, and single letters can be switched off': async (stage) => {
    const { page } = await inside(stage);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: t.search.keys }).waitFor();
    await accessible(page, 'the map of keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('k');
    await page.waitForURL(/\/calendar/);
    stage.at('switched off');
    await page.goto('/profile');
    await page.getByRole('checkbox', { name: t.profile.letters }).click();
    await page.locator('body').click();
    await page.keyboard.press('g');
    await page.keyboard.press('k');
    await page.keyboard.press('?');
    await page.waitForTimeout(400);
    assert.match(page.url(), /\/profile/);
    assert.equal(await page.getByRole('dialog').count(), 0);
    stage.at('Ctrl+K still works');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(t.search.placeholder).last().waitFor();
  },
  'the palette moves and assigns what is open': async (stage) => {
    const { api, page } = await inside(stage);
    await api.post('/users', { name: 'Ivan Petrov', email: 'ivan@kith.example' });
    const deal = await api.create('deal', { name: 'Warehouse' });
    const { pipelines } = await api.get('/pipelines');
    const next = pipelines[0].stages[2];
    await page.goto(`/records/deal/${deal.id}`);
    await page.getByRole('heading', { name: 'Warehouse' }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await find(page, 'move');
    await page.getByRole('option', { name: fill(t.search.moveTo, { name: 'Warehouse' }) }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(next.name);
    await page.getByRole('option', { name: next.name }).waitFor();
    await accessible(page, 'choosing a stage');
    await page.keyboard.press('Enter');
    const now = async () => (await api.get(`/records/deal/${deal.id}`)).fields;
    await eventually(async () => assert.equal((await now()).stage, next.id), 'moved');
    stage.at('assigned');
    await find(page, 'assign');
    await page.getByRole('option', { name: fill(t.search.assignTo, { name: 'Warehouse' }) }).click();
    await page.getByRole('option', { name: 'Ivan Petrov' }).click();
    const users = (await api.get('/users')).users;
    const ivan = users.find((user) => user.name === 'Ivan Petrov').id;
    await eventually(async () => assert.equal((await now()).owner, ivan), 'assigned');
    stage.at('both taken back, the last first');
    await page.keyboard.press('Control+z');
    await eventually(async () => assert.notEqual((await now()).owner, ivan), 'the owner is back');
    await page.keyboard.press('Control+z');
    await eventually(async () => assert.notEqual((await now()).stage, next.id), 'the stage is back');
  },
  'by Tab alone one reaches the content, and always sees where one is': async (stage) => {
    const { page } = await inside(stage);
    await page.locator('body').focus();
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: t.shell.skip });
    await eventually(async () => assert.ok(await skip.evaluate((one) => one === document.activeElement)), 'first');
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const one = document.activeElement;
        if (!one || one === document.body) return true;
        const box = one.getBoundingClientRect();
        const style = getComputedStyle(one);
        const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        const around = one.closest(':focus-within')?.matches('[class]');
        return box.width > 0 && (ring || around);
      });
      assert.ok(seen, `step ${step}: the focus cannot be seen`);
    }
  },
  'a list is filtered by stage and by date without the mouse': async (stage) => {
    const { api, page } = await inside(stage);
    await api.create('deal', { name: 'Warehouse' });
    await page.goto('/records/deal');
    await page.getByText('Warehouse').waitFor();
    for (const [field, path] of [
      ['stage', 'stage'],
      ['created', 'created_at'],
    ]) {
      stage.at(field);
      await page.keyboard.press('f');
      await page.getByPlaceholder(t.filter.field).waitFor();
      await page.keyboard.type(field);
      await page.waitForTimeout(100);
      await page.keyboard.press('Enter');
      await eventually(
        async () => assert.ok(await page.evaluate(() => document.activeElement?.closest('[data-value]') !== null)),
        'the focus is in the values',
      );
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await eventually(
        async () => assert.match(decodeURIComponent(page.url()), new RegExp(`"field":"${path}"`)),
        'the filter is on',
      );
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
  },
};
