// Views of boards and calendars: named, renamed, shared, changed and begun with where they are looked at.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

const trigger = (page, name) => page.getByRole('button', { name, exact: true });

async function pick(page, from, entry, role = 'menuitem') {
  await trigger(page, from).click();
  await page.getByRole(role, { name: entry, exact: true }).click();
}

async function keepAs(page, from, name) {
  await pick(page, from, t.views.saveAs);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: t.views.name }).fill(name);
  await dialog.getByRole('button', { name: t.common.save }).click();
  await trigger(page, name).waitFor();
}

export default {
  'a board is named, renamed, shared, changed and begun with on the board itself': async (stage) => {
    const { api, page } = await stage.open();
    await api.create('deal', { name: 'Turbine' });
    await page.goto('/board/default?lanes=owner');
    await page.getByText('Turbine').waitFor();
    await keepAs(page, t.views.boards, 'By people');
    const only = async () => (await api.get('/views?object=deal')).views.filter((view) => view.kind === 'board')[0];
    stage.at('renamed and shared');
    await pick(page, 'By people', t.views.rename);
    await page.getByRole('dialog').getByRole('textbox', { name: t.views.name }).fill('Lanes');
    await page.keyboard.press('Enter');
    await trigger(page, 'Lanes').waitFor();
    await pick(page, 'Lanes', t.views.scope.everyone, 'menuitemradio');
    await eventually(async () => assert.equal((await only()).scope, 'everyone'), 'shared');
    stage.at('changed, and saved into the view');
    await page.getByRole('button', { name: t.board.arrange.lanes }).click();
    await page.getByRole('menuitemradio', { name: t.board.arrange.stage, exact: true }).click();
    await page.getByRole('img', { name: t.views.unsaved }).waitFor();
    await trigger(page, /^Lanes/).click();
    await accessible(page, 'the menu of a board');
    await page.getByRole('menuitem', { name: t.views.save, exact: true }).click();
    await eventually(async () => assert.equal((await only()).state.lanes, null), 'saved');
    await pick(page, 'Lanes', t.views.openFirst, 'menuitemradio');
    await eventually(async () => assert.equal((await only()).is_default, true), 'begun with');
    stage.at('back to lanes, then opened anew');
    await api.patch(`/views/${(await only()).id}`, { state: { ...(await only()).state, lanes: 'owner' } });
    await page.goto('/board/default');
    await page.waitForURL(/lanes=owner/);
    await trigger(page, 'Lanes').waitFor();
    stage.at('what everybody has is one entry away, and stays');
    await pick(page, 'Lanes', t.views.plain, 'menuitemradio');
    await page.waitForURL(/view=all/);
    await page.reload();
    await page.getByText('Turbine').waitFor();
    await trigger(page, t.views.boards).waitFor();
    stage.at('deleted');
    // Its star says that it is opened first.
    await pick(page, t.views.boards, /^Lanes/, 'menuitemradio');
    await pick(page, 'Lanes', t.views.delete);
    await trigger(page, t.views.boards).waitFor();
    assert.equal(await only(), undefined);
  },
  'a calendar is kept under a name with whose it is, how much it shows and its colours': async (stage) => {
    const { api, page } = await stage.open();
    await page.goto('/calendar?view=month&who=%22all%22&tones=owner');
    await keepAs(page, t.views.boards, 'The whole house');
    const [view] = (await api.get('/views?object=task')).views;
    assert.deepEqual(
      [view.kind, view.state.range, view.state.people, view.state.tones],
      ['calendar', 'month', [], 'owner'],
    );
    await pick(page, 'The whole house', t.views.openFirst, 'menuitemradio');
    await eventually(
      async () => assert.equal((await api.get('/views?object=task')).views[0].is_default, true),
      'first',
    );
    stage.at('opened first');
    await page.goto('/calendar');
    await page.waitForURL(/view=month/);
    await trigger(page, 'The whole house').waitFor();
    await page.getByRole('button', { name: t.calendar.everybody }).waitFor();
    await accessible(page, 'a kept calendar');
  },
};
