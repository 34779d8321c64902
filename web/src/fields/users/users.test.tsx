import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { FieldInput, showValue, useShown } from '@/fields';
import { show } from '@/test/harness';
import { anna, field, ivan } from '@/test/world';
import { users } from '.';
import { read } from './read';

const participants = field('participants', 'users', 'Participants');
const onChange = vi.fn();

function Shown({ value, inTable }: { value: string[]; inTable?: boolean }) {
  return showValue({ field: participants, value, cx: useShown(), inTable });
}

function Edited({ value }: { value: string[] | null }) {
  const cx = useShown();
  return (
    <FieldInput
      field={participants}
      value={value}
      cx={cx}
      mode="place"
      label="Participants"
      onChange={onChange}
    />
  );
}

function Texts() {
  const cx = useShown();
  const context = { field: participants, cx };
  return (
    <pre>
      {JSON.stringify([
        users.text([anna, ivan], participants, cx),
        users.plain?.([anna, ivan], participants, cx),
        read('ivan petrov; ANNA@example.com, Ivan Petrov', context),
        read('Ivan Petrov, nobody', context),
      ])}
    </pre>
  );
}

test('several people are faces in a table, with their names for who cannot see them', async () => {
  await show(<Shown value={[anna, ivan]} inTable />);
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Anna Nováková, Ivan Petrov');
});

test('one person is shown by name, and so is everybody in the details', async () => {
  await show(<Shown value={[ivan]} inTable />);
  expect(screen.getByText('Ivan Petrov')).toBeTruthy();
});

test('people are added and taken away one by one', async () => {
  onChange.mockClear();
  await show(<Edited value={[anna]} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('option', { name: /Ivan Petrov/ }));
  expect(onChange).toHaveBeenLastCalledWith([anna, ivan]);
  await user.click(screen.getByRole('option', { name: /Anna Nováková/ }));
  expect(onChange).toHaveBeenLastCalledWith([ivan]);
  await user.click(screen.getByRole('option', { name: /Ivan Petrov/ }));
  expect(onChange).toHaveBeenLastCalledWith(null);
});

test('names go into a spreadsheet and come back, and a stranger makes the text wrong', async () => {
  await show(<Texts />);
  const [text, plain, good, bad] = JSON.parse(document.querySelector('pre')?.textContent ?? '[]');
  expect([text, plain]).toEqual(['Anna Nováková, Ivan Petrov', 'Anna Nováková, Ivan Petrov']);
  expect(good).toEqual({ value: [ivan, anna] });
  expect(bad).toEqual({ wrong: 'person' });
});
