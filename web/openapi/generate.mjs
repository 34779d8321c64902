// Writes src/api/schema.d.ts from crates/api/openapi.json; with --check only says whether it is current.
import { readFile, writeFile } from 'node:fs/promises';
import openapi, { astToString } from 'openapi-typescript';

const source = new URL('../../crates/api/openapi.json', import.meta.url);
const target = new URL('../src/api/schema.d.ts', import.meta.url);

const head = '// Written by `npm run api` from crates/api/openapi.json. Do not edit.\n\n';
const text = head + astToString(await openapi(source, { alphabetize: true }));

if (process.argv.includes('--check')) {
  const held = await readFile(target, 'utf8').catch(() => '');
  if (held !== text) {
    console.error(
      'src/api/schema.d.ts is not what crates/api/openapi.json says. Run `npm run api` in web/.',
    );
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
