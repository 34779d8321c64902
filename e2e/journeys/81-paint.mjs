// The screen answers keys and clicks at once. The limit is generous, since tests run on busy machines with a program that
// is not optimised: it is there to notice what has become slow. Measured figures: `make bench-ui`.
import assert from 'node:assert/strict';
import { heading, settled } from '../lib/grid.mjs';
import { painted, slowest, watchPaint } from '../lib/paint.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');
const LIMIT = 400;

export default {
  'typing, sorting, opening and moving about are answered at once on the sample company': async (stage) => {
    const { server, api } = await stage.workspace({ sample: true });
    const page = await stage.window(server, api);
    await watchPaint(page);
    await page.goto('/records/company');
    await settled(page);
    const quick = async (what, work) => {
      stage.at(what);
      const { durations } = await painted(page, work);
      const most = slowest(durations);
      assert.ok(most <= LIMIT, `${what}: ${most} ms to the next paint`);
    };
    await quick('sorting', async () => {
      await heading(page, 'Name').click();
      await settled(page);
    });
    await quick('moving about with the arrows', async () => {
      await page.locator('[role=row][data-row] [data-column="1"]').first().click();
      for (let n = 0; n < 8; n += 1) await page.keyboard.press('ArrowDown');
      for (let n = 0; n < 4; n += 1) await page.keyboard.press('ArrowRight');
    });
    await quick('opening a record beside the list', async () => {
      await page.locator('[data-open]').nth(2).click();
      await page.getByRole('complementary').last().waitFor();
      await page.getByRole('tab', { name: t.record.timeline }).waitFor();
    });
    await quick('searching in the palette', async () => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder(t.search.placeholder).last().waitFor();
      await page.keyboard.type('mill', { delay: 30 });
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Escape');
    });
    await page.goto('/board/default');
    await page.locator('[data-card]').first().waitFor();
    await quick('opening a card', async () => {
      await page.locator('[data-card]').first().getByRole('link').click();
      await page.getByRole('complementary').last().waitFor();
    });
  },
};
