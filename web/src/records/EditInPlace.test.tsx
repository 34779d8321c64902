import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { FieldValue } from '@/api/types';
import { useShown } from '@/fields';
import { show } from '@/test/harness';
import { acme, company, ivan } from '@/test/world';
import { EditInPlace, type Move } from './EditInPlace';

const onSave = vi.fn<(value: FieldValue) => void>();
const onEnd = vi.fn<(move: Move) => void>();

function Part({ field: key, typed }: { field: string; typed?: string }) {
  const cx = useShown();
  const field = company.fields.find((candidate) => candidate.key === key);
  if (!field) return null;
  return (
    <EditInPlace
      field={field}
      record={acme()}
      cx={cx}
      typed={typed}
      onSave={(value) => onSave(value)}
      onAgain={() => false}
      onEnd={onEnd}
    />
  );
}

async function edit(field: string, typed?: string) {
  onSave.mockClear();
  onEnd.mockClear();
  await show(<Part field={field} typed={typed} />);
  return userEvent.setup();
}

test('Enter keeps what was typed and goes down', async () => {
  const user = await edit('industry');
  await user.clear(screen.getByLabelText('Industry'));
  await user.keyboard('media{Enter}');
  expect(onSave).toHaveBeenCalledWith('media');
  expect(onEnd).toHaveBeenCalledWith('down');
});

test('Tab keeps it and goes to the next field, with shift to the one before', async () => {
  const user = await edit('industry');
  await user.keyboard('x{Tab}');
  expect(onEnd).toHaveBeenCalledWith('next');
});

test('Escape keeps nothing', async () => {
  const user = await edit('industry');
  await user.keyboard('media{Escape}');
  expect(onSave).not.toHaveBeenCalled();
  expect(onEnd).toHaveBeenCalledWith(null);
});

test('a value left as it was is not saved', async () => {
  const user = await edit('industry');
  await user.keyboard('{Enter}');
  expect(onSave).not.toHaveBeenCalled();
  expect(onEnd).toHaveBeenCalledWith('down');
});

test('an emptied field is saved as empty', async () => {
  const user = await edit('industry');
  await user.clear(screen.getByLabelText('Industry'));
  await user.keyboard('{Enter}');
  expect(onSave).toHaveBeenCalledWith(null);
});

test('what is no amount is marked and not let go', async () => {
  const user = await edit('annual_revenue');
  const input = screen.getByLabelText('Annual revenue');
  await user.clear(input);
  await user.keyboard('12 apples{Enter}');
  expect(onSave).not.toHaveBeenCalled();
  expect(onEnd).not.toHaveBeenCalled();
  expect(input.getAttribute('aria-invalid')).toBe('true');
});

test('a figure typed on the cell begins a new amount in the currency of the old one', async () => {
  const user = await edit('annual_revenue', '7');
  await user.keyboard('50{Enter}');
  expect(onSave).toHaveBeenCalledWith({ amount: '750', currency: 'EUR' });
});

test('a person is chosen from the list by typing a part of the name', async () => {
  const user = await edit('owner');
  await screen.findByRole('combobox');
  await user.keyboard('petr{Enter}');
  expect(onSave).toHaveBeenCalledWith(ivan);
});
