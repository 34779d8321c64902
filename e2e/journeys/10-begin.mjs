// From an empty folder to the first page: set-up in three languages, signing out and in.
import assert from 'node:assert/strict';
import { owner } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { fill, words } from '../lib/words.mjs';

const locales = { en: 'en-GB', ru: 'ru-RU', cs: 'cs-CZ' };

async function setUp(stage, language, { sample = false, options = {} } = {}) {
  const t = words(language);
  const server = await stage.server();
  const page = await stage.window(server, undefined, { locale: locales[language], ...options });
  stage.at('the first page is the set-up');
  await page.goto('/');
  await page.getByRole('heading', { name: t.setup.title }).waitFor();
  await accessible(page, `set-up in ${language}`);
  await page.getByLabel(t.setup.name, { exact: true }).fill(owner.name);
  await page.getByLabel(t.setup.email, { exact: true }).fill(owner.email);
  await page.getByLabel(t.setup.password, { exact: true }).fill(owner.password);
  await page.getByLabel(t.setup.workspaceName).fill('Lind & Sons');
  await page.getByText(sample ? t.setup.withSample : t.setup.withNothing, { exact: true }).click();
  await page.getByRole('button', { name: t.setup.start }).click();
  stage.at('the product opens');
  await page.getByRole('navigation', { name: t.shell.mainMenu }).first().waitFor({ timeout: 60_000 });
  return { server, page, t };
}

export default {
  'an empty server asks for its first administrator and opens the product': async (stage) => {
    const { page, server } = await setUp(stage, 'en');
    stage.at('a second set-up is refused');
    const again = await fetch(`${server.url}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify(owner),
    });
    assert.equal(again.status, 409);
    await page.goto('/setup');
    await page.waitForURL(`${server.url}/`);
  },
  'the set-up speaks Russian, with a sample company': async (stage) => {
    const { page } = await setUp(stage, 'ru', { sample: true });
    stage.at('the sample stands on the board');
    await page.goto('/board/default');
    await page
      .getByText(/₽|€|Kč/)
      .first()
      .waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'ru');
    stage.at('whoever opened it has a day of his own, on Home and in the calendar');
    await page.goto('/');
    const meeting = 'Показать планировку';
    for (const title of [meeting, 'Планёрка отдела продаж']) await page.getByText(title).first().waitFor();
    await page.goto('/calendar');
    await page.locator('[data-block]').filter({ hasText: meeting }).first().waitFor();
  },
  'the set-up speaks Czech on a telephone': async (stage) => {
    const { page } = await setUp(stage, 'cs', { options: { width: 390, height: 844 } });
    assert.equal(await page.locator('html').getAttribute('lang'), 'cs');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
  },
  'signing in wants the right password and returns to the page asked for': async (stage) => {
    const t = words('en');
    const { server } = await stage.workspace();
    const page = await stage.window(server);
    await page.goto('/records/company');
    await page.getByRole('heading', { name: t.signin.title }).waitFor();
    await accessible(page, 'sign-in');
    stage.at('a wrong password');
    await page.getByLabel(t.signin.email).fill(owner.email);
    await page.getByLabel(t.signin.password, { exact: true }).fill('not this one');
    await page.getByRole('button', { name: t.signin.submit, exact: true }).click();
    await page.getByRole('alert').waitFor();
    stage.at('the right password');
    await page.getByLabel(t.signin.password, { exact: true }).fill(owner.password);
    await page.getByRole('button', { name: t.signin.submit, exact: true }).click();
    await page.waitForURL(/\/records\/company/);
    stage.at('signing out');
    await page
      .getByRole('button', { name: fill(t.shell.userMenu, { name: owner.name }) })
      .first()
      .click();
    await page.getByText(t.shell.signOut).click();
    await page.getByRole('heading', { name: t.signin.title }).waitFor();
    const session = await page.request.get('/api/v1/session');
    assert.equal(session.status(), 401);
  },
};
