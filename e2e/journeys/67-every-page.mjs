// Every page, light and dark, wide and on a telephone: axe finds no serious fault, and nothing is too wide.
import assert from 'node:assert/strict';
import { accessible } from '../lib/axe.mjs';

const looks = {
  'light and wide': {},
  'dark and wide': { dark: true },
  'light on a telephone': { width: 390, height: 844 },
  'dark on a telephone': { width: 390, height: 844, dark: true },
};

async function addresses(api) {
  const first = async (object) => (await api.get(`/records/${object}?limit=1`)).records[0].id;
  return [
    '/',
    '/notifications',
    '/tasks',
    '/tasks?show=done&whose=all',
    '/calendar?who=all',
    '/calendar?who=all&view=month&tones=owner',
    '/records/company',
    '/records/deal',
    `/records/company/${await first('company')}`,
    `/records/deal/${await first('deal')}`,
    `/records/contact?open=${await first('contact')}`,
    '/leads',
    '/board/default',
    '/funnel',
    '/objections',
    '/engagement',
    '/settings/scripts',
    '/settings/rates',
    '/import',
    '/bin',
    '/profile',
    '/settings/workspace',
    '/settings/roles',
  ];
}

export default Object.fromEntries(
  Object.entries(looks).map(([name, look]) => [
    `every page passes axe, ${name}`,
    async (stage) => {
      const { server, api } = await stage.workspace({ sample: true });
      const page = await stage.window(server, api, look);
      for (const address of await addresses(api)) {
        stage.at(address);
        await page.goto(address);
        await page.locator('main h1, main h2').first().waitFor();
        await page.waitForLoadState('networkidle').catch(() => {});
        await accessible(page, address);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${address} is ${overflow} px too wide`);
      }
    },
  ]),
);
