import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Undone = typeof import('./undone');

let page: Undone;

/** The page as it is loaded anew: nothing is left but what the browser keeps. */
async function reload() {
  vi.resetModules();
  page = await import('./undone');
}

const one = { event: 'e1', batch: null };
const two = { event: null, batch: 'b2' };

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-03-02T09:00:00Z') });
  sessionStorage.clear();
  await reload();
});

afterEach(() => vi.useRealTimers());

test('what can be taken back outlives the page, the newest first', async () => {
  page.changed('ann', one);
  page.changed('ann', two);
  await reload();
  expect(page.newest('ann', 'own')).toEqual(two);
  page.drop('ann', two);
  await reload();
  expect(page.newest('ann', 'own')).toEqual(one);
});

test('what was taken back can be done again after a reload, until something else is changed', async () => {
  page.keep('ann', 'takenBack', one);
  await reload();
  expect(page.newest('ann', 'takenBack')).toEqual(one);
  page.changed('ann', two);
  await reload();
  expect(page.newest('ann', 'takenBack')).toBeUndefined();
});

test('nobody takes back what somebody else did before him in the same window', async () => {
  page.changed('ann', one);
  await reload();
  expect(page.newest('bob', 'own')).toBeUndefined();
  await reload();
  page.changed('bob', two);
  expect(page.newest('ann', 'own')).toBeUndefined();
});

test('signing out leaves nothing', async () => {
  page.changed('ann', one);
  page.forgetUndone();
  expect(page.newest('ann', 'own')).toBeUndefined();
  expect(sessionStorage.length).toBe(0);
  await reload();
  expect(page.newest('ann', 'own')).toBeUndefined();
});

test('an hour later it is forgotten', async () => {
  page.changed('ann', one);
  vi.advanceTimersByTime(40 * 60_000);
  page.changed('ann', two);
  vi.advanceTimersByTime(40 * 60_000);
  await reload();
  expect(page.newest('ann', 'own')).toEqual(two);
  page.drop('ann', two);
  expect(page.newest('ann', 'own')).toBeUndefined();
});

test('fifty are kept', async () => {
  for (let at = 0; at < 60; at += 1) page.changed('ann', { event: `e${at}`, batch: null });
  await reload();
  for (let at = 59; at >= 10; at -= 1) {
    expect(page.newest('ann', 'own')?.event).toBe(`e${at}`);
    page.drop('ann', { event: `e${at}`, batch: null });
  }
  expect(page.newest('ann', 'own')).toBeUndefined();
});

test('what is kept but cannot be read is passed over', async () => {
  for (const kept of [
    'nonsense',
    '[]',
    '{"user":"ann","own":[{"event":1},null,7],"takenBack":4}',
  ]) {
    sessionStorage.setItem('kith.undo', kept);
    await reload();
    expect(page.newest('ann', 'own')).toBeUndefined();
    page.changed('ann', one);
    expect(page.newest('ann', 'own')).toEqual(one);
  }
});

test('where the browser keeps nothing it lasts as long as the page', async () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
  try {
    await reload();
    page.changed('ann', one);
    expect(page.newest('ann', 'own')).toEqual(one);
    page.forgetUndone();
    expect(page.newest('ann', 'own')).toBeUndefined();
  } finally {
    vi.unstubAllGlobals();
  }
});
