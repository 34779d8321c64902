// The examples of the documents hold: they are run as they stand against a fresh server.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from '../lib/api.mjs';
import { examples, fits, lastValue, outputs, script } from '../lib/docs.mjs';
import { binary } from '../lib/server.mjs';

async function holds(stage, document, prepare = async () => ({})) {
  const blocks = examples(await readFile(new URL(`../../docs/${document}`, import.meta.url), 'utf8'));
  assert.ok(blocks.length > 2, `${document} has examples`);
  const server = await stage.server();
  const extra = await prepare(server);
  const folder = await mkdtemp(join(tmpdir(), 'kith-docs-'));
  const shell = spawn('bash', ['-s'], {
    cwd: folder,
    env: { ...process.env, KITH: server.url, ...extra },
  });
  let out = '';
  let err = '';
  shell.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  shell.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  shell.stdin.end(script(blocks));
  const [status] = await once(shell, 'close');
  await rm(folder, { recursive: true, force: true });
  const printed = outputs(out);
  const reached = [...printed.keys()].at(-1);
  assert.equal(status, 0, `${document}, line ${reached}: the example fails\n${printed.get(reached)}\n${err}`);
  for (const { line, expected } of blocks) {
    if (!expected) continue;
    const actual = lastValue(printed.get(String(line)) ?? '');
    assert.ok(
      fits(actual, JSON.parse(expected)),
      `${document}, line ${line}: expected ${expected.trim()}\nbut it printed ${printed.get(String(line))}`,
    );
  }
}

/** A workspace that has been set up, and the command `kith` working on its folder. */
async function setUp(server) {
  await new Api(server.url).setup();
  return {
    KITH_DATA: server.folder,
    KITH_UNDER_TEST: binary(),
    'BASH_FUNC_kith%%': '() { "$KITH_UNDER_TEST" "$@"; }',
  };
}

export default {
  'the examples of the API guide hold': (stage) => holds(stage, 'api.md'),
  "the examples of the administrator's page hold": (stage) => holds(stage, 'administration.md', setUp),
};
