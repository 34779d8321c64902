import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '@/test/harness';
import { ivan } from '@/test/world';
import { quoteOf, usePlainSentence, useSentence } from './Sentence';
import type { Notification } from './wire';

const told = (more: Partial<Notification>): Notification => ({
  id: '1',
  kind: 'assigned',
  at: '2026-11-22T08:00:00Z',
  read: false,
  by: ivan,
  record: { object: 'company', id: 'a', label: 'Acme' },
  object: 'company',
  count: 1,
  text: null,
  leads: [],
  ...more,
});

function Said({ one }: { one: Notification }) {
  const sentence = useSentence();
  const plain = usePlainSentence();
  return (
    <>
      <p data-testid="rich">{sentence(one)}</p>
      <p data-testid="plain">{plain(one)}</p>
    </>
  );
}

async function said(more: Partial<Notification>): Promise<[string, string]> {
  await show(<Said one={told(more)} />);
  const text = (id: string) => screen.getAllByTestId(id).at(-1)?.textContent ?? '';
  return [text('rich'), text('plain')];
}

it('says who gave what, the same with marks and without', async () => {
  const [rich, plain] = await said({});
  expect(rich).toBe('Ivan Petrov gave you Acme');
  expect(plain).toBe(rich);
});

it('counts when one change gave many', async () => {
  const [rich] = await said({ record: null, count: 12 });
  expect(rich).toBe('Ivan Petrov gave you 12 records: Companies');
});

it('names the program where a rule gave it, and nobody by name who is gone', async () => {
  expect((await said({ by: null }))[0]).toBe('Kith gave you Acme');
  expect((await said({ by: '0193' }))[0]).toBe('Somebody gave you Acme');
});

it('sums the day up from its counts', async () => {
  const text = JSON.stringify({ counts: { today: 3, overdue: 1, no_next_step: 2, new_leads: 4 } });
  const [rich] = await said({ kind: 'digest', by: null, record: null, text });
  expect(rich).toBe('Your day: 3 due today, 1 overdue, deals without a next step: 2, new leads: 4');
});

it('names the leads of a summary, also where there is only text', () => {
  const leads = ['Awnings', 'Blinds'].map((label) => ({ object: 'lead', id: label, label }));
  expect(quoteOf(told({ kind: 'digest', leads }))).toBe('Awnings, Blinds');
  expect(quoteOf(told({ kind: 'digest' }))).toBeNull();
});

it('quotes notes as they are read, and nothing else', () => {
  const text = 'Ask @[Anna](user:0193) today';
  expect(quoteOf(told({ kind: 'mentioned', text }))).toBe('Ask @Anna today');
  expect(quoteOf(told({ kind: 'changed', text: 'deal.moved' }))).toBeNull();
});
