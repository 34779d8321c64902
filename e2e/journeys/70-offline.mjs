// Without a network: installable, what was last seen is shown and said to be so, nothing stale afterwards.
import assert from 'node:assert/strict';
import { eventually } from '../lib/eventually.mjs';
import { words } from '../lib/words.mjs';

const t = words('en');

export default {
  'the page can be installed: a manifest with icons, a worker under a strict policy': async (stage) => {
    const server = await stage.server();
    const manifest = await fetch(`${server.url}/manifest.webmanifest`);
    assert.match(manifest.headers.get('content-type'), /manifest\+json/);
    const { icons, display, start_url } = await manifest.json();
    assert.equal(display, 'standalone');
    assert.equal(start_url, '/');
    for (const icon of icons) assert.equal((await fetch(server.url + icon.src)).status, 200, icon.src);
    assert.ok(icons.some((icon) => icon.sizes === '512x512' && icon.purpose === 'maskable'));
    const worker = await fetch(`${server.url}/sw.js`);
    assert.match(worker.headers.get('content-type'), /javascript/);
    assert.match(worker.headers.get('cache-control'), /no-cache/);
    assert.match(worker.headers.get('content-security-policy'), /default-src 'self'/);
  },
  'a page seen before opens without the server, says so, and is true again afterwards': async (stage) => {
    const { server, api } = await stage.workspace();
    await api.create('company', { name: 'Nordwind' });
    const page = await stage.window(server, api);
    await page.goto('/records/company');
    await page.getByText('Nordwind').first().waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    // What is seen is written down a moment later.
    await page.waitForTimeout(2500);
    stage.at('the network is gone');
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('Nordwind').first().waitFor();
    await page.getByText(t.shell.offline).waitFor();
    stage.at('a page that was never seen says why it is empty');
    await page.getByRole('link', { name: t.shell.funnel }).click();
    await page.getByRole('alert').first().waitFor();
    stage.at('back again');
    await api.create('company', { name: 'Made meanwhile' });
    await page.context().setOffline(false);
    await page.goto('/records/company');
    await page.getByText('Made meanwhile').first().waitFor();
    await eventually(async () => assert.equal(await page.getByText(t.shell.offline).count(), 0), 'no banner');
  },
  'what was looked at for a moment before the page was closed is there without the server': async (stage) => {
    const { server, api } = await stage.workspace();
    await api.create('company', { name: 'Nordwind' });
    const page = await stage.window(server, api);
    await page.goto('/');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.goto('/records/company');
    await page.getByText('Nordwind').first().waitFor();
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('Nordwind').first().waitFor();
  },
  'who signs out leaves nothing to be seen': async (stage) => {
    const { page, api } = await stage.open();
    await api.create('company', { name: 'Nordwind' });
    await page.goto('/records/company');
    await page.getByText('Nordwind').first().waitFor();
    await page.waitForTimeout(2500);
    const kept = () =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const asked = indexedDB.open('kith', 1);
            asked.onsuccess = () => {
              const all = asked.result.transaction('answers').objectStore('answers').count();
              all.onsuccess = () => resolve(all.result);
            };
          }),
      );
    assert.ok((await kept()) > 0, 'something was kept');
    await page
      .getByRole('button', { name: /your menu/ })
      .first()
      .click();
    await page.getByText(t.shell.signOut).click();
    await page.getByRole('heading', { name: t.signin.title }).waitFor();
    await eventually(async () => assert.equal(await kept(), 0), 'nothing is left');
  },
};
