// The board arranged: narrowed by the state of the next task, cut into lanes by owner, turned into a forecast by month.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { drag } from '../lib/browser.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

async function workspace(stage) {
  const { server, api } = await stage.workspace();
  const { pipelines } = await api.get('/catalogue');
  const { stages } = pipelines.find((each) => each.object === 'deal');
  const open = stages.filter((each) => each.kind === 'open');
  const page = await stage.window(server, api);
  const deal = (name, more = {}) =>
    api.create('deal', {
      name,
      stage: open[0].id,
      amount: { amount: '100.00', currency: 'EUR' },
      ...more,
    });
  const stored = async (made) => (await api.get(`/records/deal/${made.id}`)).fields;
  return { api, page, open, deal, stored };
}

const card = (page, deal) => page.locator(`[data-card="${deal.id}"]`);
const column = (page, id) => page.locator(`[data-board-column="${id}"]`);
const arrange = async (page, from, to) => {
  await page.getByRole('button', { name: from, exact: true }).click();
  await page.getByRole('menuitemradio', { name: to, exact: true }).click();
};

/** The last day of a month so many months ahead, and the month. */
function month(ahead) {
  const now = new Date();
  const last = new Date(Date.UTC(now.getFullYear(), now.getMonth() + ahead + 1, 0));
  return { day: last.toISOString().slice(0, 10), key: last.toISOString().slice(0, 7) };
}

export default {
  'the bar of a column leaves the deals whose next task stands so': async (stage) => {
    const { api, page, open, deal } = await workspace(stage);
    const late = await deal('Late');
    const idle = await deal('Idle');
    await api.create('task', { title: 'Call', about: late.id, due_at: '2020-01-01T09:00:00Z' });
    await page.goto('/board/default');
    await card(page, idle).waitFor();
    const bar = page.getByRole('group', { name: new RegExp(open[0].name) });
    await bar.getByRole('button').first().waitFor();
    assert.equal(await bar.getByRole('button').count(), 2, 'overdue and none');
    await accessible(page, 'the board with its bars');
    await bar.getByRole('button').first().click();
    await eventually(async () => assert.equal(await card(page, idle).count(), 0), 'only the overdue one');
    await card(page, late).waitFor();
    assert.match(page.url(), /task=/);
    stage.at('taken off');
    await page.getByRole('button', { name: t.board.clearTask }).click();
    await card(page, idle).waitFor();
  },
  'in lanes by owner a deal is given away by dragging, and by keys': async (stage) => {
    const { api, page, open, deal, stored } = await workspace(stage);
    const tom = await api.post('/users', {
      name: 'Tom Hargreaves',
      email: 'tom@kith.example',
      password: 'correct horse battery',
    });
    const mine = await deal('Mine');
    const his = await deal('His', { owner: tom.id });
    await page.goto('/board/default');
    await card(page, mine).waitFor();
    await arrange(page, t.board.arrange.stage, t.board.arrange.lanes);
    const lane = page.getByRole('region', { name: 'Tom Hargreaves' });
    await lane.locator(`[data-card="${his.id}"]`).waitFor();
    await accessible(page, 'swimlanes');
    await drag(page, card(page, mine), column(page, `${open[1].id}|${tom.id}`));
    await lane.locator(`[data-card="${mine.id}"]`).waitFor();
    await eventually(async () => {
      const fields = await stored(mine);
      assert.deepEqual([fields.owner, fields.stage], [tom.id, open[1].id]);
    }, 'given away and moved on');
    stage.at('undo takes both back');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => assert.notEqual((await stored(mine)).owner, tom.id), 'mine again');
    stage.at('two together');
    const other = await deal('Another');
    await card(page, other).waitFor();
    for (const each of [mine, other])
      await card(page, each)
        .getByRole('link')
        .click({ modifiers: ['ControlOrMeta'] });
    await drag(page, card(page, mine), column(page, `${open[1].id}|${tom.id}`));
    await eventually(async () => {
      for (const each of [mine, other]) {
        const fields = await stored(each);
        assert.deepEqual([fields.owner, fields.stage], [tom.id, open[1].id]);
      }
    }, 'both are his and further');
    stage.at('by keys');
    await card(page, his).getByRole('link').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await eventually(async () => assert.equal((await stored(his)).stage, open[1].id), 'moved on in the lane');
    assert.equal((await stored(his)).owner, tom.id);
  },
  'a forecast by month gives a deal its closing date where it is dropped': async (stage) => {
    const { page, deal, stored } = await workspace(stage);
    const [next, after] = [month(1), month(2)];
    const made = await deal('Turbine', { expected_close: `${next.key}-15` });
    await page.goto('/board/default');
    await card(page, made).waitFor();
    await arrange(page, t.board.arrange.stage, t.board.arrange.month);
    await column(page, next.key).locator(`[data-card="${made.id}"]`).waitFor();
    await accessible(page, 'the forecast');
    await drag(page, card(page, made), column(page, after.key));
    await column(page, after.key).locator(`[data-card="${made.id}"]`).waitFor();
    await eventually(async () => assert.equal((await stored(made)).expected_close, `${after.key}-15`), 'its new date');
    stage.at('by keys, back again');
    await card(page, made).getByRole('link').focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await eventually(async () => assert.equal((await stored(made)).expected_close, `${next.key}-15`), 'as before');
    stage.at('two together');
    const other = await deal('Valve', { expected_close: `${next.key}-20` });
    await card(page, other).waitFor();
    for (const each of [made, other])
      await card(page, each)
        .getByRole('link')
        .click({ modifiers: ['ControlOrMeta'] });
    await drag(page, card(page, made), column(page, after.key));
    await eventually(async () => {
      assert.equal((await stored(made)).expected_close, `${after.key}-15`);
      assert.equal((await stored(other)).expected_close, `${after.key}-20`);
    }, 'each on its day');
    await page.getByRole('button', { name: t.common.undo, exact: true }).last().click();
    await eventually(async () => assert.equal((await stored(other)).expected_close, `${next.key}-20`), 'back');
    stage.at('a new one gets the last day of its month');
    await page
      .getByRole('region', { name: new RegExp(`${after.key.slice(0, 4)}`) })
      .nth(2)
      .waitFor();
    const add = column(page, after.key)
      .locator('xpath=..')
      .getByRole('button', { name: /add a deal/i });
    await add.click();
    await page.keyboard.type('Boiler');
    await page.keyboard.press('Enter');
    const boiler = column(page, after.key).getByText('Boiler');
    await boiler.waitFor();
    const id = await boiler.locator('xpath=ancestor::*[@data-card]').getAttribute('data-card');
    assert.equal((await stored({ id })).expected_close, after.day);
  },
  'only the lanes in sight are drawn, the others as one comes to them': async (stage) => {
    const { api, page, deal } = await workspace(stage);
    for (let at = 0; at < 14; at += 1) {
      const name = `Colleague ${String(at).padStart(2, '0')}`;
      const one = await api.post('/users', { name, email: `c${at}@kith.example` });
      await deal(`Of ${name}`, { owner: one.id });
    }
    await page.goto('/board/default?lanes=owner');
    await page.getByText('Of Colleague 00').waitFor();
    const last = page.getByRole('region', { name: 'Colleague 13' });
    await last.waitFor();
    assert.equal(await page.getByText('Of Colleague 13').count(), 0, 'not yet');
    const before = (await last.boundingBox()).y;
    await last.scrollIntoViewIfNeeded();
    await page.getByText('Of Colleague 13').waitFor();
    assert.ok((await last.boundingBox()).y < before);
  },
  'the months of a forecast are called as the language calls them, also when it changes': async (stage) => {
    const { page, deal } = await workspace(stage);
    await deal('Turbine', { expected_close: `${month(1).key}-15` });
    await page.goto('/board/default?by=month');
    await page.getByText('Turbine').waitFor();
    await page.getByRole('button', { name: /^EN/ }).click();
    await page.getByRole('menuitemradio', { name: 'Русский' }).click();
    const named = new Intl.DateTimeFormat('ru', { month: 'long', timeZone: 'UTC' }).format(new Date(month(1).day));
    await page.getByRole('heading', { name: new RegExp(`^${named}`, 'i') }).waitFor();
  },
  'the board of leads begins with the view of one’s choice, as that of deals does': async (stage) => {
    const { api, page } = await workspace(stage);
    const lead = await api.create('lead', { name: 'Awnings' });
    await page.goto('/leads');
    const toBoard = () => page.getByRole('link', { name: t.leads.asBoard }).click();
    await toBoard();
    await card(page, lead).waitFor();
    await page.goto(`${page.url()}?lanes=owner`);
    await page.getByRole('button', { name: t.views.boards, exact: true }).click();
    await page.getByRole('menuitem', { name: t.views.saveAs }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: t.views.name }).fill('By owner');
    await page.keyboard.press('Enter');
    const place = page.getByRole('button', { name: 'By owner', exact: true });
    await place.click();
    await page.getByRole('menuitemradio', { name: t.views.openFirst }).click();
    await eventually(async () => {
      const { views } = await api.get('/views?object=lead');
      assert.deepEqual(
        views.map((view) => [view.name, view.is_default]),
        [['By owner', true]],
      );
    }, 'chosen');
    await page.goto('/leads');
    await toBoard();
    await place.waitFor();
    assert.match(page.url(), /lanes=owner/);
    stage.at('as it is for everybody');
    await place.click();
    await page.getByRole('menuitemradio', { name: t.views.plain }).click();
    await page.getByRole('button', { name: t.views.boards, exact: true }).waitFor();
    assert.doesNotMatch(page.url(), /lanes=owner/);
  },
  'a board is kept under a name and opened again': async (stage) => {
    const { api, page, deal } = await workspace(stage);
    const made = await deal('Turbine', { expected_close: `${month(1).key}-15` });
    await page.goto('/board/default?by=month');
    await column(page, month(1).key).locator(`[data-card="${made.id}"]`).waitFor();
    await page.getByRole('button', { name: t.views.boards, exact: true }).click();
    await page.getByRole('menuitem', { name: t.views.saveAs }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: t.views.name }).fill('Forecast');
    await accessible(page, 'a board to be kept');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Forecast', exact: true }).waitFor();
    const { views } = await api.get('/views?object=deal');
    assert.deepEqual(
      views.map((view) => [view.name, view.kind, view.state.by]),
      [['Forecast', 'board', 'month']],
    );
    stage.at('opened again');
    await page.goto('/board/default');
    await card(page, made).waitFor();
    await page.getByRole('button', { name: t.views.boards, exact: true }).click();
    await page.getByRole('menuitemradio', { name: 'Forecast' }).click();
    await column(page, month(1).key).locator(`[data-card="${made.id}"]`).waitFor();
    assert.match(page.url(), /by=month/);
  },
};
