// How a deal ends: the reason of a loss is asked for, by drag, by menu and on the record; who cancels changes nothing.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { drag } from '../lib/browser.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

async function board(stage, amount = { amount: '900.00', currency: 'EUR' }) {
  const { server, api } = await stage.workspace();
  const { pipelines } = await api.get('/catalogue');
  const { stages } = pipelines.find((each) => each.object === 'deal');
  const of = (kind) => stages.find((each) => each.kind === kind);
  const [open, won, lost] = [of('open'), of('won'), of('lost')];
  const deal = await api.create('deal', { name: 'Halden extension', stage: open.id, amount });
  const page = await stage.window(server, api);
  const card = page.locator(`[data-card="${deal.id}"]`);
  const column = (each) => page.locator(`[data-board-column="${each.id}"]`);
  const stored = () => api.get(`/records/deal/${deal.id}`);
  await page.goto('/board/default');
  await card.waitFor();
  return { api, page, deal, open, won, lost, card, column, stored };
}

/** Drags the card to an end of its way: the zones come up at the bottom while it is dragged. */
async function dropOn(page, card, end) {
  await drag(page, card, page.locator('main'), { release: false });
  const box = await page.getByText(end.name, { exact: true }).last().boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 });
  await page.waitForTimeout(60);
  await page.mouse.up();
}

export default {
  'dropped on a lost stage a card waits for the reason, and cancelling puts it back': async (stage) => {
    const { page, deal, open, lost, card, column, stored } = await board(stage);
    await dropOn(page, card, lost);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(t.record.loseTitle).waitFor();
    await accessible(page, 'the reason of a loss');
    assert.equal(await column(open).locator(`[data-card="${deal.id}"]`).count(), 0, 'shown as lost while asked');
    stage.at('cancel');
    await dialog.getByRole('button', { name: t.common.cancel }).click();
    await column(open).locator(`[data-card="${deal.id}"]`).waitFor();
    assert.equal((await stored()).fields.stage, open.id, 'nothing was written');
    stage.at('with a reason');
    await dropOn(page, card, lost);
    await dialog.getByRole('textbox', { name: t.record.loseReason }).fill('Price');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: t.common.undo, exact: true }).waitFor();
    const { fields } = await stored();
    assert.equal(fields.stage, lost.id);
    assert.equal(fields.outcome_reason, 'Price');
    assert.ok(fields.closed_at);
  },
  'the menu of a card asks as well, and offers what was said before': async (stage) => {
    const { api, page, lost, card, stored } = await board(stage);
    const other = await api.create('deal', { name: 'Earlier' });
    await api.post(`/records/deal/${other.id}/verbs/lose`, { reason: 'Chose a competitor' });
    await card.hover();
    await card.getByRole('button', { name: t.board.moveTo }).click();
    await page.getByRole('menuitemradio', { name: lost.name }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Chose a competitor' }).click();
    await dialog.getByRole('button', { name: t.record.lose, exact: true }).click();
    await eventually(async () => assert.equal((await stored()).fields.outcome_reason, 'Chose a competitor'), 'stored');
  },
  'a deal without an amount is asked for it when won, on its own page too': async (stage) => {
    const { page, deal, won, stored } = await board(stage, null);
    await page.goto(`/records/deal/${deal.id}`);
    await page.getByRole('button', { name: won.name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(t.record.winTitle).waitFor();
    await dialog.getByRole('textbox').first().fill('1500');
    await dialog.getByRole('button', { name: t.record.win, exact: true }).click();
    await eventually(async () => {
      const { fields } = await stored();
      assert.equal(fields.stage, won.id);
      assert.equal(fields.amount.amount, '1500.00');
    }, 'won for what was said');
  },
};
