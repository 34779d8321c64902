// Looking at a table and pointing into it, as a person does.
import assert from 'node:assert/strict';
import { eventually } from './eventually.mjs';

/** Waits until the table has come and shows what was asked for. */
export async function settled(page) {
  await page.locator('[role=grid][aria-busy=false]').waitFor();
}

/** The names in the frozen column, top to bottom. */
export async function names(page) {
  await settled(page);
  return page.locator('[role=row] [data-open]').allTextContents();
}

/** The headings, left to right. */
export async function headings(page) {
  const heads = await page.getByRole('columnheader').all();
  return Promise.all(heads.map((head) => head.locator('[data-head]').getAttribute('title')));
}

export const heading = (page, title) =>
  page.getByRole('columnheader').locator(`[data-head][title=${JSON.stringify(title)}]`);

/** The place of a column by its heading, counted from 0. */
async function place(page, title) {
  const found = (await headings(page)).indexOf(title);
  assert.ok(found >= 0, `no column ${title}`);
  return found;
}

/** A cell by what is in its row and by its heading. */
export async function cell(page, name, title) {
  const row = page.locator('[role=row][data-row]').filter({ hasText: name });
  return row.locator(`[data-column="${await place(page, title)}"]`);
}

/** The figure below a column. */
export async function foot(page, title) {
  const row = page.locator('[role=grid] > [role=rowgroup]').last().getByRole('row');
  return row.getByRole('gridcell').nth(await place(page, title));
}

/** Waits until a field of a record holds a value on the server. */
export function stored(api, object, id, field, expected) {
  return eventually(async () => {
    const record = await api.get(`/records/${object}/${id}`);
    assert.deepEqual(record.fields[field], expected);
  }, `${field} is stored`);
}
