// Chromium as the journeys use it: one process, a fresh context a journey, complaints of the page collected.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

function executable() {
  const found = [
    process.env.KITH_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path));
  if (!found) throw new Error('no Chromium: apt-get install chromium, or set KITH_CHROMIUM');
  return found;
}

/** Starts the browser; `close()` ends it. */
export async function startBrowser() {
  const home = await mkdtemp(join(tmpdir(), 'kith-chromium-'));
  const browser = await chromium.launch({
    executablePath: executable(),
    args: FLAGS,
    headless: true,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
  const close = browser.close.bind(browser);
  browser.close = async () => {
    await close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return browser;
}

/** A window of its own on a server, signed in when the client is. `complaints` gathers errors of the page. */
export async function openWindow(
  browser,
  server,
  api,
  { width = 1440, height = 900, locale = 'en-GB', dark = false, motion = 'reduce', scale = 1 } = {},
) {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width, height },
    locale,
    timezoneId: 'Europe/Prague',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: motion,
    deviceScaleFactor: scale,
    hasTouch: width < 760,
    acceptDownloads: true,
  });
  if (api?.cookie) {
    const [name, value] = api.cookie.split('=');
    await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
      page.complaints.push(`console: ${message.text()}`);
    }
  });
  page.on('response', (answer) => {
    if (answer.status() >= 500) page.complaints.push(`${answer.status()} ${answer.url()}`);
  });
  return page;
}

/** Drags with the pauses that drag libraries need. */
export async function drag(page, from, to, { offset = { x: 0, y: 0 }, release = true } = {}) {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (!a || !b) throw new Error('nothing to drag: one of the two is not on the screen');
  const [x0, y0] = [a.x + a.width / 2, a.y + Math.min(20, a.height / 2)];
  const [x1, y1] = [b.x + b.width / 2 + offset.x, b.y + Math.min(b.height / 2, 160) + offset.y];
  await page.mouse.move(x0, y0);
  await page.mouse.down();
  for (let step = 1; step <= 12; step += 1) {
    await page.mouse.move(x0 + ((x1 - x0) * step) / 12, y0 + ((y1 - y0) * step) / 12);
    await page.waitForTimeout(30);
  }
  if (release) await page.mouse.up();
}
