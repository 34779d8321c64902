// Renews the pictures of the documents from the running program with its sample company.
import { mkdir } from 'node:fs/promises';
import { startBrowser } from './lib/browser.mjs';
import { fixture } from './lib/company.mjs';
import { Stage } from './lib/stage.mjs';
import { words } from './lib/words.mjs';

const images = new URL('../docs/images/', import.meta.url);
const size = { width: 1360, height: 850 };
const t = words('en');

async function settle(page) {
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {});
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
}

async function shot(page, name) {
  await settle(page);
  await page.screenshot({ path: new URL(`${name}.png`, images).pathname });
  console.log(`docs/images/${name}.png`);
}

await mkdir(images, { recursive: true });
const browser = await startBrowser();
const stage = new Stage(browser, 'screenshots', images);
try {
  const { server, api } = await stage.workspace({ sample: true, workspace_name: 'Fernhill Trading' });
  const page = await stage.window(server, api, size);

  await page.goto('/board/default');
  await page.locator('[data-card]').first().waitFor();
  await shot(page, 'board');

  await page.goto('/records/company');
  await page.locator('[data-open]').nth(2).click();
  await page.getByRole('complementary').last().waitFor();
  await shot(page, 'list');

  await page.goto('/funnel');
  await page.getByRole('heading', { name: t.funnel.winRate }).waitFor();
  await shot(page, 'funnel');

  await page.goto('/import');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: t.import.choose }).click();
  await (await chooser).setFiles(fixture('accounts.csv'));
  await page.getByRole('button', { name: t.import.toCheck }).click();
  await page.getByText('Halden Glass').first().waitFor();
  await shot(page, 'import');

  await page.goto('/calendar?who=all');
  await page.locator('[data-block]').first().waitFor();
  await shot(page, 'calendar');

  const dark = await stage.window(server, api, { ...size, dark: true });
  await dark.goto('/board/default');
  await dark.locator('[data-card]').first().waitFor();
  await shot(dark, 'board-dark');

  const phone = await stage.window(server, api, { width: 390, height: 844, scale: 2 });
  await phone.goto('/board/default');
  await phone.locator('[data-card]').first().waitFor();
  await shot(phone, 'phone');
} finally {
  await stage.close();
  await browser.close();
}
