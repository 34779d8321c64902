// The board: two windows, a drag seen in both, taking back, closing, keys.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { drag } from '../lib/browser.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');

async function board(stage, options) {
  const { server, api } = await stage.workspace();
  const catalogue = await api.get('/catalogue');
  const [pipeline] = catalogue.pipelines.filter((each) => each.object === 'deal');
  const company = await api.create('company', { name: 'Halden Glass' });
  const open = pipeline.stages.filter((each) => each.kind === 'open');
  const deals = [];
  for (const [index, amount] of ['1200.00', '3400.00', '560.00'].entries()) {
    deals.push(
      await api.create('deal', {
        name: `Deal ${index + 1}`,
        company: company.id,
        stage: open[0].id,
        amount: { amount, currency: 'EUR' },
      }),
    );
  }
  const page = await stage.window(server, api, options);
  await page.goto('/board/default');
  await page.getByText('Deal 1', { exact: true }).waitFor();
  return { server, api, page, stages: pipeline.stages, open, deals };
}

const columnOf = (page, stage) => page.locator(`[data-board-column="${stage.id}"]`);
const card = (page, deal) => page.locator(`[data-card="${deal.id}"]`);

export default {
  'a drag is seen at once in a second window, and undone': async (stage) => {
    const { server, api, page, open, deals } = await board(stage);
    const second = await stage.window(server, api);
    await second.goto('/board/default');
    await card(second, deals[0]).waitFor();
    await second.waitForTimeout(500);
    stage.at('the drag');
    await drag(page, card(page, deals[0]), columnOf(page, open[1]));
    const dropped = Date.now();
    await columnOf(page, open[1]).locator(`[data-card="${deals[0].id}"]`).waitFor();
    await columnOf(second, open[1]).locator(`[data-card="${deals[0].id}"]`).waitFor({ timeout: 5_000 });
    const seen = Date.now() - dropped;
    // A second is the promise of the released program; the unoptimised one that tests run, on a busy machine, gets three.
    const promise = (process.env.KITH_BIN ?? '').includes('release') ? 1_000 : 3_000;
    assert.ok(seen < promise, `the other window saw it after ${seen} ms`);
    stage.at('stored');
    const stored = await api.get(`/records/deal/${deals[0].id}`);
    assert.equal(stored.fields.stage, open[1].id);
    stage.at('undo');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await columnOf(second, open[0]).locator(`[data-card="${deals[0].id}"]`).waitFor({ timeout: 5_000 });
  },
  'a deal is won in the drop zone, and the board has no grave faults': async (stage) => {
    const { api, page, stages, deals } = await board(stage);
    await accessible(page, 'board');
    const won = stages.find((each) => each.kind === 'won');
    await drag(page, card(page, deals[1]), page.locator('main'), { release: false });
    const zone = page.getByText(won.name, { exact: true }).last();
    const box = await zone.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 });
    await page.waitForTimeout(60);
    await page.mouse.up();
    await page.getByRole('button', { name: t.common.undo, exact: true }).waitFor();
    const stored = await api.get(`/records/deal/${deals[1].id}`);
    assert.equal(stored.fields.stage, won.id);
    assert.ok(stored.fields.closed_at, 'it has a closing date');
  },
  'a card is moved by keys': async (stage) => {
    const { api, page, open, deals } = await board(stage);
    await card(page, deals[2]).getByRole('link').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await columnOf(page, open[1]).locator(`[data-card="${deals[2].id}"]`).waitFor();
    await page.getByRole('button', { name: t.common.undo, exact: true }).waitFor();
    const stored = await api.get(`/records/deal/${deals[2].id}`);
    assert.equal(stored.fields.stage, open[1].id);
  },
  'a refused move is put back with the reason': async (stage) => {
    const { api, page, open, deals } = await board(stage);
    stage.at('somebody deletes the deal meanwhile');
    await page.route('**/live', (route) => route.abort());
    await page.route('**/verbs/**', async (route) => {
      await route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:kith:problem:forbidden',
          title: 'Forbidden',
          status: 403,
          code: 'forbidden',
        }),
      });
    });
    await drag(page, card(page, deals[0]), columnOf(page, open[1]));
    await page.getByRole('alert').waitFor();
    await columnOf(page, open[0]).locator(`[data-card="${deals[0].id}"]`).waitFor();
    const stored = await api.get(`/records/deal/${deals[0].id}`);
    assert.equal(stored.fields.stage, open[0].id);
  },
  'the board in the dark and on a telephone': async (stage) => {
    const { page } = await board(stage, { width: 390, height: 844, dark: true });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red] = background.match(/\d+/g).map(Number);
    assert.ok(red < 60, `the page is dark (${background})`);
    await accessible(page, 'board in the dark on a telephone');
  },
  'what is done on the board is taken back in turn by Ctrl+Z, and done again': async (stage) => {
    const { api, page, open, deals } = await board(stage);
    const stageOf = async (deal) => (await api.get(`/records/deal/${deal.id}`)).fields.stage;
    const lies = (deal, where, what) => eventually(async () => assert.equal(await stageOf(deal), where.id), what);
    // The server has done it before its answer is here: who loads the page in between does not get to know.
    const known = (own, takenBack) =>
      eventually(async () => {
        const stacks = JSON.parse(await page.evaluate(() => sessionStorage.getItem('kith.undo')));
        assert.deepEqual([stacks.own.length, stacks.takenBack.length], [own, takenBack]);
      }, 'the page has the answer');
    await card(page, deals[0]).getByRole('link').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await lies(deals[0], open[1], 'the first is moved');
    await card(page, deals[1]).getByRole('link').focus();
    await page.keyboard.press('Shift+ArrowRight');
    stage.at('at once, before the server has answered');
    await page.keyboard.press('Control+z');
    await eventually(async () => {
      const { entries } = await api.get(`/records/deal/${deals[1].id}/timeline`);
      assert.ok(entries.length >= 3, 'moved and taken back');
    }, 'both are history');
    await lies(deals[1], open[0], 'the last one first');
    assert.equal(await stageOf(deals[0]), open[1].id, 'the older one stands');
    await columnOf(page, open[0]).locator(`[data-card="${deals[1].id}"]`).waitFor();
    await page.keyboard.press('Control+z');
    await lies(deals[0], open[0], 'then the older one');
    stage.at('again');
    await page.keyboard.press('Control+Shift+z');
    await lies(deals[0], open[1], 'done again');
    await page.keyboard.press('Control+y');
    await lies(deals[1], open[1], 'and the other');
    await page.keyboard.press('Control+z');
    await lies(deals[1], open[0], 'and back once more');
    stage.at('after the page was loaded again');
    await known(1, 1);
    await page.reload();
    await card(page, deals[0]).waitFor();
    await page.keyboard.press('Control+y');
    await lies(deals[1], open[1], 'done again');
    await known(2, 0);
    await page.reload();
    await card(page, deals[0]).waitFor();
    await page.keyboard.press('Control+z');
    await lies(deals[1], open[0], 'taken back');
    stage.at('what somebody has changed since is not, and it says why');
    await api.post(`/records/deal/${deals[0].id}/verbs/move`, { stage: open[2].id });
    await page.reload();
    await card(page, deals[0]).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(t.errors.code.changed_since).waitFor();
  },
  'a deal added in its column can be taken back': async (stage) => {
    const { page, open } = await board(stage);
    await page.getByRole('button', { name: fill(t.board.addTo, { stage: open[0].name }) }).click();
    await page.keyboard.type('Mistaken');
    await page.keyboard.press('Enter');
    const made = page.locator('[data-card]').filter({ hasText: 'Mistaken' });
    await made.waitFor();
    await page.getByRole('button', { name: t.common.undo, exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await made.waitFor({ state: 'detached' });
  },
  'a card that is given to a colleague by keys keeps the keyboard, and Ctrl+Z brings it back': async (stage) => {
    const { api, page, deals } = await board(stage);
    const petr = await api.post('/users', { name: 'Zdena Zimmer', email: 'zdena@kith.example' });
    await api.patch(`/records/deal/${deals[2].id}`, { fields: { owner: petr.id } });
    await page.goto('/board/default?lanes=owner');
    await card(page, deals[0]).getByRole('link').focus();
    const ownerOf = async () => (await api.get(`/records/deal/${deals[0].id}`)).fields.owner;
    const before = await ownerOf();
    await page.keyboard.press('Shift+ArrowDown');
    await eventually(async () => assert.equal(await ownerOf(), petr.id), 'given');
    await eventually(
      async () =>
        assert.ok(
          await card(page, deals[0])
            .getByRole('link')
            .evaluate((one) => one === document.activeElement),
        ),
      'the card has the keyboard',
    );
    await page.keyboard.press('Control+z');
    await eventually(async () => assert.equal(await ownerOf(), before), 'taken back');
  },
  'what is won lacks no next step and is added up apart': async (stage) => {
    const { server, api } = await stage.workspace();
    const { pipelines } = await api.get('/catalogue');
    const won = pipelines[0].stages.find(({ kind }) => kind === 'won');
    const money = (amount) => ({ amount, currency: 'EUR' });
    await api.create('deal', { name: 'Pumps', amount: money('1000') });
    const done = await api.create('deal', { name: 'Pipes', amount: money('500') });
    await api.post(`/records/deal/${done.id}/verbs/move`, { stage: won.id });
    const page = await stage.window(server, api);
    await page.goto('/board/default');
    await page.getByText(/^1 open · €1,000, 1 won · €500$/).waitFor();
    const ring = (id) => page.locator(`[data-card="${id}"]`).getByRole('img', { name: t.board.task.none });
    assert.equal(await ring(done.id).count(), 0);
  },
  'many cards are chosen by clicks and keys, and moved, given away and deleted with one way back': async (stage) => {
    const { api, page, open, deals } = await board(stage);
    const bob = await api.post('/users', { name: 'Bob Brown', email: 'bob@example.com' });
    const title = (deal) => card(page, deal).getByRole('link');
    const bar = page.getByRole('toolbar', { name: t.list.withSelected });
    const chosen = (number) => bar.getByText(fill('{n} selected', { n: number }), { exact: true }).waitFor();
    // The newest lies on top: 3, 2, 1.
    await title(deals[2]).click({ modifiers: ['ControlOrMeta'] });
    await chosen(1);
    await title(deals[0]).click({ modifiers: ['Shift'] });
    await chosen(3);
    assert.equal(new URL(page.url()).search, '', 'no card was opened');
    await accessible(page, 'chosen cards');
    stage.at('by keys');
    await title(deals[1]).focus();
    await page.keyboard.press('x');
    await chosen(2);
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await page.keyboard.press('x');
    await chosen(1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+X');
    await chosen(2);
    stage.at('moved');
    await bar.getByRole('button', { name: t.list.move }).click();
    await page.getByRole('combobox', { name: t.list.moveTo }).click();
    await page.getByRole('option', { name: open[1].name, exact: true }).click();
    await page.getByRole('button', { name: 'Move 2 deals' }).click();
    await columnOf(page, open[1]).locator(`[data-card="${deals[1].id}"]`).waitFor();
    await columnOf(page, open[1]).locator(`[data-card="${deals[2].id}"]`).waitFor();
    await bar.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    for (const deal of deals) await columnOf(page, open[0]).locator(`[data-card="${deal.id}"]`).waitFor();
    stage.at('given away');
    await title(deals[0]).click({ modifiers: ['ControlOrMeta'] });
    await card(page, deals[1])
      .getByRole('checkbox', { name: fill(t.board.chooseCard, { deal: 'Deal 2' }) })
      .check();
    await bar.getByRole('button', { name: t.list.assign }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Owner' }).click();
    await page.getByRole('option', { name: /Bob Brown/ }).click();
    await dialog.getByRole('button', { name: 'Change 2 records' }).click();
    await eventually(async () => {
      const owners = [];
      for (const deal of deals) owners.push((await api.get(`/records/deal/${deal.id}`)).fields.owner === bob.id);
      assert.deepEqual(owners, [true, true, false]);
    }, 'two are Bob’s');
    stage.at('deleted');
    await title(deals[2]).click({ modifiers: ['ControlOrMeta'] });
    await bar.getByRole('button', { name: t.common.delete }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 record' }).click();
    await card(page, deals[2]).waitFor({ state: 'detached' });
    await bar.waitFor({ state: 'detached' });
    await page
      .getByRole('status')
      .filter({ hasText: '1 record deleted' })
      .getByRole('button', { name: t.common.undo, exact: true })
      .click();
    await card(page, deals[2]).waitFor();
  },
  'a card that is dragged takes the other chosen ones with it, and one undo brings all back': async (stage) => {
    const { api, page, open, stages, deals } = await board(stage);
    const [first, second, third] = deals;
    const choose = (deal) =>
      card(page, deal)
        .getByRole('link')
        .click({ modifiers: ['ControlOrMeta'] });
    const stored = async (deal) => (await api.get(`/records/deal/${deal.id}`)).fields;
    const stagesNow = async () => {
      const now = [];
      for (const deal of deals) now.push((await stored(deal)).stage);
      return now;
    };
    const bar = page.getByRole('toolbar', { name: t.list.withSelected });
    const into = (deal, stage) => columnOf(page, stage).locator(`[data-card="${deal.id}"]`).waitFor();
    await choose(first);
    await choose(third);
    await drag(page, card(page, first), columnOf(page, open[1]));
    await into(first, open[1]);
    await into(third, open[1]);
    await eventually(
      async () => assert.deepEqual(await stagesNow(), [open[1].id, open[0].id, open[1].id]),
      'both, and no other',
    );
    await bar.waitFor({ state: 'detached' });
    stage.at('one undo');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => assert.deepEqual(new Set(await stagesNow()), new Set([open[0].id])), 'all are back');
    for (const deal of deals) await into(deal, open[0]);
    stage.at('a card that is not chosen goes alone');
    await choose(first);
    await drag(page, card(page, second), columnOf(page, open[1]));
    await into(second, open[1]);
    await eventually(async () => assert.deepEqual(await stagesNow(), [open[0].id, open[1].id, open[0].id]), 'it alone');
    stage.at('what the stage asks for is asked once');
    await api.patch(`/stages/${open[2].id}`, { rules: { required: ['expected_close'] } });
    await choose(third);
    await drag(page, card(page, third), columnOf(page, open[2]));
    const dialog = page.getByRole('dialog', { name: 'Move 2 deals' });
    await dialog.getByText('missing in 2 deals').waitFor();
    assert.equal(await dialog.getByRole('combobox', { name: t.list.moveTo }).textContent(), open[2].name);
    stage.at('who thinks better of it sees them go back');
    await dialog.getByRole('button', { name: t.common.cancel }).click();
    await into(first, open[0]);
    await into(third, open[0]);
    await bar.getByText('2 selected', { exact: true }).waitFor();
    stage.at('lost together');
    await drag(page, card(page, third), columnOf(page, open[1]), { release: false });
    const lost = stages.find(({ kind }) => kind === 'lost');
    const zone = page.getByText(lost.name, { exact: true }).last();
    const box = await zone.boundingBox();
    await page.mouse.move(box.x + 10, box.y + 5, { steps: 5 });
    await page.mouse.up();
    await page.getByRole('dialog', { name: 'Move 2 deals' }).waitFor();
  },
  'on a telephone a finger that rests chooses a card, and taps choose more': async (stage) => {
    const { page, deals } = await board(stage, { width: 390, height: 844 });
    const touch = (type, deal) =>
      card(page, deal).getByRole('link').dispatchEvent(type, { pointerType: 'touch', isPrimary: true, bubbles: true });
    await touch('pointerdown', deals[2]);
    const bar = page.getByRole('toolbar', { name: t.list.withSelected });
    await bar.getByText('1 selected', { exact: true }).waitFor();
    await touch('pointerup', deals[2]);
    await card(page, deals[2]).getByRole('link').dispatchEvent('click');
    await bar.getByText('1 selected', { exact: true }).waitFor();
    await card(page, deals[1]).getByRole('link').click();
    await bar.getByText('2 selected', { exact: true }).waitFor();
    await accessible(page, 'chosen cards on a telephone');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    await bar.getByRole('button', { name: t.list.clearSelection }).click();
    await card(page, deals[1]).getByRole('link').click();
    await page.waitForURL(/open=/);
  },
  'many leads are moved between open stages of their board': async (stage) => {
    const { server, api } = await stage.workspace();
    const [pipeline] = (await api.get('/pipelines?object=lead')).pipelines;
    const [, contacted] = pipeline.stages;
    const leads = [await api.create('lead', { name: 'Awnings' }), await api.create('lead', { name: 'Blinds' })];
    const page = await stage.window(server, api);
    await page.goto(`/board/${pipeline.id}`);
    for (const lead of leads)
      await card(page, lead)
        .getByRole('link')
        .click({ modifiers: ['ControlOrMeta'] });
    await page.getByRole('toolbar', { name: t.list.withSelected }).getByRole('button', { name: t.list.move }).click();
    await page.getByRole('dialog', { name: 'Move 2 leads' }).waitFor();
    await page.getByRole('combobox', { name: t.list.moveTo }).click();
    assert.equal(await page.getByRole('option', { name: 'Rejected' }).count(), 0, 'why is asked one by one');
    await page.getByRole('option', { name: contacted.name, exact: true }).click();
    await page.getByRole('button', { name: 'Move 2 leads' }).click();
    for (const lead of leads) await columnOf(page, contacted).locator(`[data-card="${lead.id}"]`).waitFor();
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => {
      for (const lead of leads) assert.equal((await api.get(`/records/lead/${lead.id}`)).fields.status, 'new');
    }, 'they are new again');
  },
};
