// The palette and the search: from anywhere to a record, in any alphabet.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');

/** A window with the palette open. */
async function opened(stage, server, api) {
  const page = await stage.window(server, api);
  await page.goto('/records/deal');
  await page.getByRole('navigation', { name: t.shell.mainMenu }).first().waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(t.search.placeholder).last().waitFor();
  return page;
}

async function somewhere(stage) {
  const { server, api } = await stage.workspace();
  await api.create('contact', {
    given_name: 'Zdeněk',
    family_name: 'Šťastný',
    phones: [{ value: '+420 602 345 678' }],
  });
  await api.create('company', { name: 'ООО «Ёлочка»' });
  return opened(stage, server, api);
}

const find = async (page, text) => {
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
};

export default {
  'a person is found without diacritics and by the end of his number': async (stage) => {
    const page = await somewhere(stage);
    await accessible(page, 'palette');
    await find(page, 'stastny');
    await page.getByRole('option', { name: /Zdeněk Šťastný/ }).waitFor();
    await find(page, '345678');
    await page.getByRole('option', { name: /Zdeněk Šťastný/ }).waitFor();
    await page.getByRole('option', { name: /Zdeněk Šťastný/ }).click();
    await page.waitForURL(/\/records\/contact/);
    await page.getByText('Zdeněk Šťastný').first().waitFor();
  },
  'a telephone number is found however it is spelt, a name by its parts': async (stage) => {
    const page = await somewhere(stage);
    for (const spelling of ['+420602345678', '(+420) 602-345-678', '602 345 678', '345-678']) {
      stage.at(spelling);
      await find(page, spelling);
      await page.getByRole('option', { name: /Zdeněk Šťastný/ }).waitFor();
    }
    for (const part of ['šťast', 'STAST', 'zden']) {
      stage.at(part);
      await find(page, part);
      await page.getByRole('option', { name: /Zdeněk Šťastný/ }).waitFor();
    }
  },
  'a company is found in Cyrillic, ё as е': async (stage) => {
    const page = await somewhere(stage);
    await find(page, 'елочка');
    await page.getByRole('option', { name: /Ёлочка/ }).waitFor();
  },
  'a record is found by a note on it, and the words of the note are shown': async (stage) => {
    const { server, api } = await stage.workspace();
    const company = await api.create('company', { name: 'Brk Steel' });
    await api.post(`/records/company/${company.id}/notes`, { text: 'Žádá o slevu 10 % a odklad platby.' });
    const page = await opened(stage, server, api);
    await find(page, 'odklad slevu');
    const hit = page.getByRole('option', { name: /Brk Steel/ });
    await hit.getByText('Žádá o slevu 10 % a odklad platby.').waitFor();
    await hit.getByText(t.search.by.note).waitFor();
    await accessible(page, 'palette with a note');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/records\/company/);
  },
  'a record is found by the words in a file on it': async (stage) => {
    const { server, api } = await stage.workspace();
    const company = await api.create('company', { name: 'Brk Steel' });
    const answer = await fetch(`${api.url}/api/v1/records/company/${company.id}/files?filename=contract.txt`, {
      method: 'POST',
      headers: { origin: api.url, cookie: api.cookie, 'content-type': 'application/octet-stream' },
      body: 'Неустойка считается по ставке рефинансирования',
    });
    assert.equal(answer.status, 201);
    await eventually(async () => {
      const { hits } = await api.get(`/search?q=${encodeURIComponent('неустойка')}`);
      assert.equal(hits.length, 1);
    }, 'the file has been read');
    const page = await opened(stage, server, api);
    await find(page, 'рефинансирования');
    const hit = page.getByRole('option', { name: /Brk Steel/ });
    await hit.getByText(/^contract\.txt: Неустойка/).waitFor();
    await hit.getByText(t.search.by.file).waitFor();
  },
  'the palette goes places by keys': async (stage) => {
    const page = await somewhere(stage);
    await find(page, t.shell.funnel);
    await page.getByRole('option', { name: t.shell.funnel }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/funnel/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.waitForURL(/\/records\/company/);
  },
  'the card in focus is moved and given away by words alone, and the list is exported': async (stage) => {
    const { server, api } = await stage.workspace();
    await api.post('/users', { name: 'Priya Patel', email: 'priya@kith.test', password: 'long enough 1', roles: [] });
    const deal = await api.create('deal', { name: 'Pumps' });
    const page = await stage.window(server, api);
    await page.goto('/board/default');
    const option = (name) => page.getByRole('option', { name });
    const ask = async (text) => {
      await page.getByRole('link', { name: 'Pumps' }).focus();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: t.search.placeholder }).waitFor();
      await find(page, text);
    };
    await page.getByRole('link', { name: 'Pumps' }).waitFor();
    await ask('move to');
    await option(/^Move “Pumps” to/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.locator('main').click({ position: { x: 5, y: 5 } });
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press('Control+k');
    await find(page, 'move to');
    await page.getByText(t.search.moveWhat).waitFor();
    await page.keyboard.press('Escape');
    stage.at('what is chosen is meant');
    await page.getByRole('link', { name: 'Pumps' }).click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('Control+k');
    await find(page, 'move to');
    await option(/^Move 1 record to/).click();
    await page.getByRole('dialog', { name: 'Move 1 deal' }).getByRole('button', { name: t.common.cancel }).click();
    await page.getByRole('button', { name: t.list.clearSelection }).click();
    await ask('assign to priya');
    await option(/^Assign “Pumps” to Priya Patel/).click();
    await page.getByText(fill(t.search.assigned, { name: 'Priya Patel' })).waitFor();
    await ask('move to negotiation');
    await option(/^Move “Pumps” to Negotiation/).click();
    await eventually(async () => {
      const stageNow = (await api.get(`/records/deal/${deal.id}`)).fields.stage;
      const { pipelines } = await api.get('/catalogue');
      const named = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === stageNow);
      assert.equal(named.name, 'Negotiation');
    }, 'moved');
    stage.at('a note');
    await ask('write a note');
    await option(/^Write a note on “Pumps”/).click();
    await page.waitForURL(/\/records\/deal\//);
    await page.getByRole('textbox', { name: t.timeline.note }).waitFor();
    stage.at('the list');
    await page.goto('/records/deal');
    await page.getByRole('link', { name: 'Pumps' }).waitFor();
    await page.getByRole('gridcell').nth(1).click();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: t.search.placeholder }).waitFor();
    await find(page, 'follow pumps');
    await option(/ollow.* “Pumps”/).waitFor();
    await find(page, 'export csv');
    const [file] = await Promise.all([page.waitForEvent('download'), option(/CSV/).first().click()]);
    assert.match(file.suggestedFilename(), /\.csv$/);
  },
};
