// The invented company of the fixtures, imported through the API in the usual order.
import { readFile } from 'node:fs/promises';
import { eventually } from './eventually.mjs';

export const fixture = (name) => new URL(`../fixtures/${name}`, import.meta.url).pathname;

/** Uploads a file, lets Kith guess, applies what the caller knows better, runs it to the end; answers the counts. */
export async function importFile(api, name, adjust = () => {}) {
  const answer = await fetch(`${api.url}/api/v1/imports?filename=${name}`, {
    method: 'POST',
    headers: { origin: api.url, cookie: api.cookie, 'content-type': 'text/csv' },
    body: await readFile(fixture(name)),
  });
  if (answer.status !== 201) throw new Error(`upload of ${name}: ${answer.status} ${await answer.text()}`);
  const file = await answer.json();
  const mapping = file.guess.mapping;
  await adjust(mapping, file);
  await api.post(`/imports/${file.id}/run`, { mapping });
  const done = await eventually(
    async () => {
      const run = await api.get(`/imports/${file.id}`);
      if (run.status === 'failed') return run;
      if (run.status !== 'done') throw new Error(run.status);
      return run;
    },
    `import of ${name}`,
    30,
  );
  if (done.status === 'failed') throw new Error(`import of ${name} failed: ${JSON.stringify(done)}`);
  return done;
}

/** Teams, companies, products and deals of the fixtures; the misspelt product is matched to the right one. */
export async function importCompany(api) {
  await importFile(api, 'sales_teams.csv');
  await importFile(api, 'accounts.csv');
  await importFile(api, 'products.csv');
  const products = await api.get('/records/product?limit=50');
  const aqua = products.records.find((product) => product.fields.name === 'Aqua Line');
  return importFile(api, 'pipeline.csv', (mapping) => {
    mapping.matches = { ...mapping.matches, product: { AquaLine: aqua.id } };
  });
}
