import { act, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { keys } from '@/api/keys';
import { show } from '@/test/harness';
import { useLive } from './live';

/** The stream of the server, spoken by the test. */
class Stream extends EventTarget {
  static last: Stream;
  constructor(readonly url: string) {
    super();
    Stream.last = this;
  }
  close() {}
}

beforeEach(() => void vi.stubGlobal('EventSource', Stream));

function Part() {
  useLive();
  return null;
}

test.each(['catalogue', 'reset'])(
  'what the screen is built from and what it shows is asked for again at "%s"',
  async (name) => {
    const client = await show(<Part />);
    const list = ['records', 'company', 'page', {}];
    const all = [keys.session, keys.catalogue, keys.users, keys.teams, list];
    for (const key of all) client.setQueryData(key, {});
    const stale = () => all.filter((key) => client.getQueryState(key)?.isInvalidated);
    expect(stale()).toEqual([]);
    act(() => void Stream.last.dispatchEvent(new MessageEvent(name, { data: '{"version": 7}' })));
    await waitFor(() => expect(stale()).toEqual(all), { timeout: 3_000 });
  },
);
