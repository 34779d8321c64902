import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** Files of other alphabets than ours come over the network when they are needed. */
const kept = /\.(js|css)$|inter-(latin|latin-ext|cyrillic)-.*\.woff2$/;

/**
 * Writes `sw.js`: the worker of `build/sw.js`, told which files this build has. Its content changes with every build,
 * so that browsers notice; the files themselves carry their content in their names.
 */
export function worker(): Plugin {
  return {
    name: 'kith-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const files = Object.keys(bundle)
        .filter((name) => kept.test(name))
        .sort()
        .map((name) => `/${name}`);
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
      const source = await readFile(new URL('./sw.js', import.meta.url), 'utf8');
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: source
          .replace("'__VERSION__'", JSON.stringify(version))
          .replace("['__FILES__']", JSON.stringify(files)),
      });
    },
  };
}
