import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Stage } from '@/api/types';
import { show } from '@/test/harness';
import { QuickAdd } from './QuickAdd';

vi.mock('./object', async () => {
  const { useTranslations } = await import('use-intl');
  return { useBoardText: () => useTranslations('board') };
});

const stage = { id: 's1', name: 'New', kind: 'open', position: 0, probability: 10 } as Stage;

test('a name that the server refuses stays to be put right; one that it takes makes room for the next', async () => {
  const onCreate = vi.fn(async (name: string) => name === 'Boiler');
  await show(<QuickAdd stage={stage} onCreate={onCreate} onClose={vi.fn()} />);
  const user = userEvent.setup();
  const box = screen.getByRole<HTMLInputElement>('textbox');
  await user.type(box, 'Turbine{Enter}');
  await waitFor(() => expect(onCreate).toHaveBeenCalledWith('Turbine'));
  await waitFor(() => expect(box.readOnly).toBe(false));
  expect(box.value).toBe('Turbine');
  await user.clear(box);
  await user.type(box, 'Boiler{Enter}');
  await waitFor(() => expect(box.value).toBe(''));
});
