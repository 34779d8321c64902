// How much the first screen weighs, and how the UI's files are served.
import assert from 'node:assert/strict';
import { words } from '../lib/words.mjs';

const LIMIT = 250 * 1024;

export default {
  'the first screen loads less than 250 KiB of compressed script': async (stage) => {
    const { server, api } = await stage.workspace();
    const page = await stage.window(server, api);
    const scripts = [];
    page.on('response', (answer) => {
      if (new URL(answer.url()).pathname.endsWith('.js')) scripts.push(answer);
    });
    await page.goto('/records/company');
    await page
      .getByRole('navigation', { name: words('en').shell.mainMenu })
      .first()
      .waitFor();
    await page.waitForLoadState('networkidle');
    let bytes = 0;
    for (const script of scripts) {
      const { responseBodySize } = await script.request().sizes();
      bytes += responseBodySize;
      const encoding = await script.headerValue('content-encoding');
      if (responseBodySize > 1024) assert.match(encoding ?? '', /br|gzip|zstd/, `${script.url()} is not compressed`);
    }
    assert.ok(scripts.length > 0 && bytes < LIMIT, `${scripts.length} scripts weigh ${Math.round(bytes / 1024)} KiB`);
  },
  'files that carry their content in the name are kept, the page itself is asked for again': async (stage) => {
    const server = await stage.server();
    const page = await fetch(server.url);
    assert.match(page.headers.get('cache-control'), /no-cache|max-age=0|must-revalidate/);
    const file = (await page.text()).match(/\/assets\/[^"]+\.js/)[0];
    const script = await fetch(server.url + file);
    assert.match(script.headers.get('cache-control'), /immutable/);
    assert.equal(script.headers.get('x-content-type-options'), 'nosniff');
    assert.ok(page.headers.get('content-security-policy'), 'the page has a content policy');
  },
  'an unknown address of the API is never answered with the page': async (stage) => {
    const server = await stage.server();
    const answer = await fetch(`${server.url}/api/v1/no-such-thing`);
    assert.ok(answer.status === 404 || answer.status === 401, `status ${answer.status}`);
    assert.match(answer.headers.get('content-type'), /problem\+json/);
  },
};
