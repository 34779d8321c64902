import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const worthIt = /\.(js|css|html|svg|json|txt|map|webmanifest)$/;

async function* filesIn(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

/** Writes `name.br` and `name.gz` beside every text asset, so that the server compresses nothing while it runs. */
export function precompress(): Plugin {
  let out = 'dist';
  return {
    name: 'kith-precompress',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      if (!(await stat(out).catch(() => null))) return;
      for await (const path of filesIn(out)) {
        if (!worthIt.test(path)) continue;
        const source = await readFile(path);
        if (source.length < 512) continue;
        await writeFile(
          `${path}.br`,
          await brotli(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        );
        await writeFile(`${path}.gz`, await zip(source, { level: 9 }));
      }
    },
  };
}
