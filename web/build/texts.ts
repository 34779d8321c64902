import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

type Tree = { [key: string]: string | Tree };

const catalogue = /[\\/]src[\\/]i18n[\\/]\w+[\\/]\w+\.json$/;

/**
 * Takes the messages apart while building, so that the browser neither loads nor runs a parser for them. A message that
 * cannot be read fails the build.
 */
export function texts(): Plugin {
  const compiled = (tree: Tree): object =>
    Object.fromEntries(
      Object.entries(tree).map(([key, value]) => [
        key,
        typeof value === 'string' ? compile(value) : compiled(value),
      ]),
    );
  return {
    name: 'kith-texts',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
    }),
    transform(source, id) {
      if (!catalogue.test(id)) return null;
      return { code: JSON.stringify(compiled(JSON.parse(source))), map: null };
    },
  };
}
