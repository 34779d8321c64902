import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Within } from '@/api/types';
import { show } from '@/test/harness';
import { company } from '@/test/world';
import type { FilterProps } from '../types';
import { DateFilter } from './DateFilter';
import { usePeriodText } from './usePeriodText';

const field = company.fields[0] as FilterProps['field'];

async function ask(value: Within | undefined) {
  const picked: unknown[] = [];
  const props = { field, op: 'within', value, onChange: (next: unknown) => picked.push(next) };
  await show(<DateFilter {...(props as unknown as FilterProps)} />);
  return picked;
}

test('whole units of the calendar before and after the current one are chosen by their names', async () => {
  const picked = await ask(undefined);
  for (const name of [
    'Yesterday',
    'Tomorrow',
    'Last week',
    'Next month',
    'This quarter',
    'Last year',
  ])
    await userEvent.click(screen.getByRole('option', { name }));
  expect(picked).toEqual([
    { this: 'day', offset: -1 },
    { this: 'day', offset: 1 },
    { this: 'week', offset: -1 },
    { this: 'month', offset: 1 },
    { this: 'quarter' },
    { this: 'year', offset: -1 },
  ]);
});

test('the period in force is marked, however it was written', async () => {
  await ask({ offset: 0, this: 'month' });
  const periods = within(screen.getByRole('listbox'));
  expect(periods.getByRole('option', { selected: true }).textContent).toBe('This month');
});

test('a period is told in words, also one that no preset names', async () => {
  const all: Within[] = [
    { this: 'day', offset: 1 },
    { this: 'week', offset: -1 },
    { last: 1, unit: 'week' },
    { last: 30, unit: 'day' },
    { this: 'month', offset: -3 },
    { this: 'year', offset: 2 },
  ];
  function Part() {
    const words = usePeriodText();
    return <p data-testid="words">{all.map(words).join('; ')}</p>;
  }
  await show(<Part />);
  expect(screen.getByTestId('words').textContent).toBe(
    'Tomorrow; Last week; Past week; Last 30 days; 3 months ago; In 2 years',
  );
});
