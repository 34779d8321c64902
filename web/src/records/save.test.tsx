import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { keys } from '@/api/keys';
import type { FieldValue, Rec } from '@/api/types';
import { serve, show } from '@/test/harness';
import { acme, company } from '@/test/world';
import { setConflict, useConflict } from './conflict';
import { type Save, useSave } from './save';

let save: Save;
const industry = company.fields[1] as (typeof company.fields)[number];

function Part() {
  save = useSave(company);
  const conflict = useConflict();
  return conflict ? <p>conflict over {Object.keys(conflict.mine).join()}</p> : null;
}

let number = 0;
/** A record of its own for each test: versions are remembered by id. */
function record(): Rec {
  number += 1;
  return { ...acme(), id: `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}` };
}

beforeEach(() => act(() => setConflict(null)));

const conflict = (present: Rec) => ({
  status: 409,
  body: { code: 'version_conflict', status: 409, problems: [], record: present },
});

test('a change is shown before the server has answered, and its event can be taken back', async () => {
  const one = record();
  let undone: unknown;
  serve(({ method, path, body }) => {
    if (method === 'PATCH') {
      return {
        body: { ...one, version: 2, fields: { ...one.fields, industry: 'media' }, refs: {} },
        headers: { 'Kith-Event': 'e1' },
      };
    }
    if (path === '/undo') {
      undone = body;
      return { body: { undone: 1 } };
    }
    return undefined;
  });
  const client = await show(<Part />);
  client.setQueryData(keys.record('company', one.id), one);
  const saving = save(one, industry, 'media');
  expect(client.getQueryData<Rec>(keys.record('company', one.id))?.fields.industry).toBe('media');
  expect(client.getQueryData<Rec>(keys.record('company', one.id))?.version).toBe(1);
  await act(() => saving);
  expect(client.getQueryData<Rec>(keys.record('company', one.id))?.version).toBe(2);
  await act(async () => (await screen.findByText('Undo')).click());
  await waitFor(() => expect(undone).toEqual({ event: 'e1' }));
});

test('a refused change is put back, with the reason', async () => {
  const one = record();
  serve(({ method }) =>
    method === 'PATCH'
      ? {
          status: 422,
          body: {
            code: 'invalid',
            status: 422,
            problems: [{ field: 'industry', code: 'too_long', params: {} }],
          },
        }
      : undefined,
  );
  const client = await show(<Part />);
  client.setQueryData(keys.record('company', one.id), one);
  await act(() => save(one, industry, 'x'.repeat(9999)));
  expect(client.getQueryData<Rec>(keys.record('company', one.id))?.fields.industry).toBe('retail');
  expect(screen.getByRole('alert').textContent).toContain('Industry: This is too long.');
});

test('a change of another field by somebody else is no conflict', async () => {
  const one = record();
  const present = { ...one, version: 5, fields: { ...one.fields, name: 'Acme Ltd' } };
  const calls = serve(({ method, body }) => {
    if (method !== 'PATCH') return undefined;
    if ((body as { version: number }).version !== 5) return conflict(present);
    return {
      body: { ...present, version: 6, fields: { ...present.fields, industry: 'media' }, refs: {} },
    };
  });
  const client = await show(<Part />);
  client.setQueryData(keys.record('company', one.id), one);
  await act(() => save(one, industry, 'media'));
  expect(calls.map((call) => (call.body as { version: number }).version)).toEqual([1, 5]);
  const held = client.getQueryData<Rec>(keys.record('company', one.id));
  expect(held?.fields).toMatchObject({ name: 'Acme Ltd', industry: 'media' });
  expect(screen.queryByText(/^conflict/)).toBeNull();
});

test('a change of the same field by somebody else is asked about, and theirs stands meanwhile', async () => {
  const one = record();
  const present = { ...one, version: 5, fields: { ...one.fields, industry: 'theirs' } };
  serve(({ method }) => (method === 'PATCH' ? conflict(present) : undefined));
  const client = await show(<Part />);
  client.setQueryData(keys.record('company', one.id), one);
  await act(() => save(one, industry, 'mine'));
  expect(screen.getByText('conflict over industry')).toBeTruthy();
  expect(client.getQueryData<Rec>(keys.record('company', one.id))?.fields.industry).toBe('theirs');
});

test('two quick changes of one record go one after the other, and the first answer does not hide the second', async () => {
  const one = record();
  let now = one;
  const seen: FieldValue[] = [];
  const calls = serve(({ method, body }) => {
    if (method !== 'PATCH') return undefined;
    const sent = body as { version: number; fields: Record<string, string> };
    if (sent.version !== now.version) return conflict(now);
    now = { ...now, version: now.version + 1, fields: { ...now.fields, ...sent.fields } };
    return { body: { ...now, refs: {} } };
  });
  const client = await show(<Part />);
  const key = keys.record('company', one.id);
  client.setQueryData(key, one);
  client.getQueryCache().subscribe(() => seen.push(client.getQueryData<Rec>(key)?.fields.name));
  const name = company.fields[0] as (typeof company.fields)[number];
  await act(() => Promise.all([save(one, industry, 'media'), save(one, name, 'Acme Ltd')]));
  expect(calls).toHaveLength(2);
  expect(client.getQueryData<Rec>(key)?.fields).toMatchObject({
    industry: 'media',
    name: 'Acme Ltd',
  });
  expect(seen.slice(seen.indexOf('Acme Ltd'))).not.toContain('Acme');
});
