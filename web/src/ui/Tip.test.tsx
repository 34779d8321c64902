import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Tip, Tips } from './Tip';

test('what the pointer rests on is told, until a key is pressed', async () => {
  render(
    <MantineProvider env="test">
      <Tip text="Two tasks are overdue">
        <button type="button">2</button>
      </Tip>
      <Tips />
    </MantineProvider>,
  );
  const button = screen.getByRole('button', { name: '2' });
  expect(screen.queryByRole('tooltip')).toBeNull();
  fireEvent.pointerOver(button, { pointerType: 'mouse' });
  expect((await screen.findByRole('tooltip')).textContent).toBe('Two tasks are overdue');
  fireEvent.keyDown(button, { key: 'Escape' });
  expect(screen.queryByRole('tooltip')).toBeNull();
});

test('a finger that passes over it is told nothing', async () => {
  render(
    <MantineProvider env="test">
      <Tip text="Two tasks are overdue">
        <button type="button">2</button>
      </Tip>
      <Tips />
    </MantineProvider>,
  );
  fireEvent.pointerOver(screen.getByRole('button', { name: '2' }), { pointerType: 'touch' });
  await new Promise((wake) => setTimeout(wake, 500));
  expect(screen.queryByRole('tooltip')).toBeNull();
});
