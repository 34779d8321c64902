// The real binary on a folder of its own: start, wait until it answers, stop, look at what it said.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The binary under test: KITH_BIN, else the release build, else the debug build. */
export function binary() {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const candidates = [
    process.env.KITH_BIN && resolve(root, process.env.KITH_BIN),
    join(target, 'release/kith'),
    join(target, 'debug/kith'),
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) throw new Error('no kith binary: run `make build` first');
  return found;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Starts `kith serve`; `stop()` ends it and removes its folder. */
export async function startServer({ env = {}, data } = {}) {
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'kith-e2e-')));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(binary(), ['serve', '--data', folder, '--listen', `127.0.0.1:${port}`], {
    env: { ...process.env, RUST_LOG: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log = (log + text).slice(-200_000);
    });
  }
  const server = {
    url,
    folder,
    log: () => log,
    run: (...args) => command(['--data', folder, ...args]),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
        await gone;
        clearTimeout(late);
      }
      if (!data) await rm(folder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`kith serve ended with ${child.exitCode}:\n${log}`);
    try {
      const answer = await fetch(`${url}/healthz`);
      if (answer.ok) return server;
    } catch {
      // Not listening yet.
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
  await server.stop();
  throw new Error(`kith serve did not answer within 30 s:\n${log}`);
}

/** Runs a subcommand to its end: { status, out, err }. */
export async function command(args, { input, env = {} } = {}) {
  const child = spawn(binary(), args, { env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  child.stdin.end(input ?? '');
  const [status] = await once(child, 'close');
  return { status, out, err };
}
