import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { useShown } from '@/fields';
import { serve, show } from '@/test/harness';
import { acme } from '@/test/world';
import { Composer } from './Composer';

function Part() {
  return <Composer record={acme()} cx={useShown()} ask={1} />;
}

test('a note that could not be saved stays where it was written', async () => {
  const calls = serve(({ method, path }) => {
    if (method === 'POST' && path.endsWith('/notes')) throw new Error('nobody answers');
    return { body: {} };
  });
  await show(<Part />);
  const user = userEvent.setup();
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' });
  await user.type(box, 'They want it by May');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('The note was not saved');
  await waitFor(() => expect(calls.some(({ path }) => path.endsWith('/notes'))).toBe(true));
  expect(box.value).toBe('They want it by May');
});
