import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Rec } from '@/api/types';
import { useShown } from '@/fields';
import { serve, show } from '@/test/harness';
import { acme, company } from '@/test/world';
import { Details } from './panel/Details';

let number = 0;
/** A record of its own for each test: what was refused is remembered by id. */
function record(): Rec {
  number += 1;
  return { ...acme(), id: `0193a000-0000-7000-9000-${String(number).padStart(12, '0')}` };
}

function Part({ of }: { of: Rec }) {
  return <Details object={company} record={of} cx={useShown()} />;
}

const tooLong = {
  status: 422,
  body: {
    code: 'invalid',
    status: 422,
    problems: [{ field: 'industry', code: 'too_long', params: {} }],
  },
};

const changes = (calls: { method: string }[]) => calls.filter(({ method }) => method === 'PATCH');
const industry = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Industry' });

/** Types over the industry and leaves it by a key. */
async function typed(text: string, key: string) {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /Industry/ }));
  await user.clear(industry());
  await user.keyboard(text + key);
  return user;
}

test('what the server refuses stays where it was typed, with the reason beside it', async () => {
  const one = record();
  serve(({ method }) => (method === 'PATCH' ? tooLong : undefined));
  await show(<Part of={one} />);
  await typed('much too long', '{Enter}');
  await waitFor(() => expect(industry().value).toBe('much too long'));
  expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toEqual([
    'Industry: This is too long.',
  ]);
});

test('what could not be sent stays as well, and is sent again by Enter', async () => {
  const one = record();
  let up = false;
  const calls = serve(({ method }) => {
    if (method !== 'PATCH') return undefined;
    if (!up) throw new Error('nobody answers');
    return { body: { ...one, version: 2, fields: { ...one.fields, industry: 'media' }, refs: {} } };
  });
  await show(<Part of={one} />);
  const user = await typed('media', '{Enter}');
  await waitFor(() => expect(industry().value).toBe('media'));
  up = true;
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  expect(changes(calls)).toHaveLength(2);
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('a click elsewhere neither sends the refused again nor shuts it', async () => {
  const calls = serve(({ method }) => (method === 'PATCH' ? tooLong : undefined));
  await show(<Part of={record()} />);
  await typed('much too long', '{Enter}');
  await waitFor(() => expect(industry().value).toBe('much too long'));
  act(() => {
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  });
  expect(industry().value).toBe('much too long');
  expect(changes(calls)).toHaveLength(1);
});

test('Escape lets the refused go', async () => {
  serve(({ method }) => (method === 'PATCH' ? tooLong : undefined));
  await show(<Part of={record()} />);
  const user = await typed('much too long', '{Enter}');
  await waitFor(() => expect(industry().value).toBe('much too long'));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.click(screen.getByRole('button', { name: /Industry/ }));
  expect(industry().value).toBe('retail');
});

test('what is typed into the next field meanwhile is kept too; the refused is opened after it', async () => {
  let refuse: () => void = () => undefined;
  const wait = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  serve(({ method }) => (method === 'PATCH' ? tooLong : undefined));
  const answer = globalThis.fetch;
  globalThis.fetch = async (...given) => {
    await wait;
    return answer(...given);
  };
  await show(<Part of={record()} />);
  const user = await typed('much too long', '{Tab}');
  const next = screen.getByRole<HTMLInputElement>('textbox', { name: 'Annual revenue' });
  await user.clear(next);
  await user.keyboard('77');
  await act(async () => refuse());
  await screen.findByText('Industry was not changed');
  expect(next.value).toBe('77');
  await user.keyboard('{Escape}');
  expect(industry().value).toBe('much too long');
  await screen.findAllByText('Industry: This is too long.');
});
