// The funnel: the figures of the fixtures, each opening the rows behind it.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';
import { importCompany } from '../lib/company.mjs';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

async function funnel(stage, search = '', options) {
  const { server, api } = await stage.workspace();
  await importCompany(api);
  const page = await stage.window(server, api, options);
  await page.goto(`/funnel${search}`);
  await page.getByRole('heading', { name: t.funnel.winRate }).waitFor();
  return { server, api, page };
}

const tile = (page, name) =>
  page.locator('section:not(:has(section))').filter({ has: page.getByRole('heading', { name, exact: true }) });

export default {
  'the figures are those of the files': async (stage) => {
    const { page } = await funnel(stage);
    await accessible(page, 'funnel');
    const text = async (name) => (await tile(page, name).first().textContent()).replaceAll(/[\s\u00a0,]/g, '');
    assert.match(await text(t.funnel.won), /141570.*18deals/);
    assert.match(await text(t.funnel.lost), /9deals/);
    assert.match(await text(t.funnel.open), /13deals/);
    assert.match(await text(t.funnel.winRate), /66\.7%/);
    assert.match(await text(t.funnel.average), /7865/);
    assert.match(await text(t.funnel.cycle), /57/);
  },
  'a figure opens the deals behind it': async (stage) => {
    const { page } = await funnel(stage);
    await tile(page, t.funnel.won).first().getByRole('link').click();
    await page.waitForURL(/\/records\/deal/);
    await eventually(
      async () => assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '20'),
      '18 deals, the heading and the figures below',
    );
  },
  'by manager, the offices and the months': async (stage) => {
    const { page } = await funnel(stage, '?group=manager');
    const row = (name) => page.getByRole('row').filter({ hasText: name });
    await row('Rowan Tell').waitFor();
    const cells = await row('Rowan Tell').getByRole('cell').allTextContents();
    assert.equal(cells[1], '9', `nine won: ${cells}`);
    assert.match(cells[2].replaceAll(/[\s\u00a0,]/g, ''), /72307/);
    await page.goto('/funnel?group=office');
    await row('South').waitFor();
    const south = await row('South').getByRole('cell').allTextContents();
    assert.match(south[2].replaceAll(/[\s\u00a0,]/g, ''), /41102/);
    await page.goto('/funnel?group=month');
    await page.getByRole('row').filter({ hasText: '2021' }).first().waitFor();
    assert.equal((await page.getByRole('row').filter({ hasText: '2021' }).count()) >= 7, true);
  },
  'on a telephone': async (stage) => {
    const { page } = await funnel(stage, '', { width: 390, height: 844 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    await accessible(page, 'funnel on a telephone');
  },
};
