import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '@/test/harness';
import type { Column } from './types';
import { useBoardKeys } from './useBoardKeys';

// Which records the board shows is asked of the address, which there is none of here.
vi.mock('./object', () => ({ useBoardText: () => (key: string) => key }));

const choose = vi.fn();
const card = (id: string) => ({ id, fields: { name: id } });
const columns = [
  { id: 'new', stage: { id: 'new' }, records: [card('first'), card('second'), card('third')] },
] as unknown as Column[];

function Board() {
  const keys = useBoardKeys({
    columns,
    canEdit: true,
    onMove: vi.fn(),
    onOpen: vi.fn(),
    choice: { ids: new Set(), turn: choose, choose: vi.fn(), carried: () => 1, clear: vi.fn() },
  });
  return (
    <ul onKeyDown={keys.onKeyDown} onFocus={keys.onFocus}>
      {['first', 'second', 'third'].map((id) => (
        <li key={id} data-card={id}>
          <a href={`#${id}`}>{id}</a>
        </li>
      ))}
    </ul>
  );
}

const link = (id: string) => screen.getByRole('link', { name: id });

test('keys that come before the focus has followed an arrow are for the card it goes to', async () => {
  await show(<Board />);
  fireEvent.focusIn(link('third'));
  fireEvent.keyDown(link('third'), { code: 'ArrowUp' });
  fireEvent.keyDown(link('third'), { code: 'KeyX' });
  expect(choose).toHaveBeenLastCalledWith('second', false);
  fireEvent.keyDown(link('third'), { code: 'ArrowUp' });
  fireEvent.keyDown(link('third'), { code: 'KeyX', shiftKey: true });
  expect(choose).toHaveBeenLastCalledWith('first', true);
  fireEvent.focusIn(link('third'));
  fireEvent.keyDown(link('third'), { code: 'KeyX' });
  expect(choose).toHaveBeenLastCalledWith('third', false);
});
