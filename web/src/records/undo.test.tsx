import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '@/api/client';
import { serve, show } from '@/test/harness';
import { session } from '@/test/world';
import { useRedoLast, useUndoLast } from './undo';
import { changed, forgetUndone } from './undone';

let undo: () => Promise<void>;
let redo: () => Promise<void>;

function Part() {
  undo = useUndoLast();
  redo = useRedoLast();
  return null;
}

/** What the page finds when it has been loaded anew. */
function left(...own: string[]) {
  forgetUndone();
  const kept = own.map((event) => ({ event, batch: null, at: Date.now() }));
  sessionStorage.setItem(
    'kith.undo',
    JSON.stringify({ user: session.user.id, own: kept, takenBack: [] }),
  );
}

beforeEach(() => sessionStorage.clear());

test('what was done before a reload is taken back, and done again', async () => {
  left('e1', 'e2');
  const asked: unknown[] = [];
  serve(({ path, body }) => {
    if (path !== '/undo') return undefined;
    asked.push(body);
    return { body: { undone: 1 }, headers: { 'Kith-Event': `undo${asked.length}` } };
  });
  await show(<Part />);
  await act(() => undo());
  await screen.findByText('Taken back');
  await act(() => redo());
  await waitFor(() => expect(asked).toEqual([{ event: 'e2' }, { event: 'undo1' }]));
});

test('a refusal says why, and is not tried again', async () => {
  left('e1', 'e2');
  const asked: unknown[] = [];
  serve(({ path, body }) => {
    if (path !== '/undo') return undefined;
    asked.push(body);
    return asked.length === 1
      ? { status: 409, body: { code: 'undo_collision', status: 409, problems: [] } }
      : { body: { undone: 1, event: 'u' } };
  });
  await show(<Part />);
  await act(() => undo());
  await screen.findByText('It was changed again since, so it cannot be undone.');
  await act(() => undo());
  await waitFor(() => expect(asked).toEqual([{ event: 'e2' }, { event: 'e1' }]));
});

test('it waits for what is on its way, else it would take back what was done before', async () => {
  left('e1');
  const asked: unknown[] = [];
  let arrive: (() => void) | undefined;
  serve(({ path, body }) => {
    if (path === '/undo') asked.push(body);
    if (path !== '/records/company/acme') return { body: { undone: 1 } };
    return new Promise((answer) => {
      arrive = () => answer({ status: 204, headers: { 'Kith-Event': 'e2' } });
    });
  });
  await show(<Part />);
  await act(async () => {
    const deleted = api.records
      .remove('company', 'acme')
      .then(({ event }) => changed(session.user.id, { event, batch: null }));
    const undone = undo();
    await vi.waitFor(() => expect(arrive).toBeDefined());
    arrive?.();
    await Promise.all([deleted, undone]);
  });
  await waitFor(() => expect(asked).toEqual([{ event: 'e2' }]));
});

test('with nothing left it says so', async () => {
  forgetUndone();
  await show(<Part />);
  await act(() => undo());
  await screen.findByText('Nothing to take back');
});
