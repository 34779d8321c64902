import { expect, test } from 'vitest';
import type { Stage } from '@/api/types';
import { noRules } from '@/features/settings/pipelines/draft';
import { daysSince, isRotting } from './stay';

const stage = (rotting_days: number | null, kind: Stage['kind'] = 'open'): Stage => ({
  id: 's',
  name: 'S',
  kind,
  probability: 10,
  position: 0,
  rules: { ...noRules, rotting_days },
});

test('days in a stage are whole days, and never less than none', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  expect(daysSince('2026-03-08T13:00:00Z', now)).toBe(1);
  expect(daysSince('2026-03-10T12:30:00Z', now)).toBe(0);
  expect(daysSince(null, now)).toBeNull();
});

test('a deal rots from the day on that its stage names, and only while it is open', () => {
  expect(isRotting(stage(7), 6)).toBe(false);
  expect(isRotting(stage(7), 7)).toBe(true);
  expect(isRotting(stage(null), 700)).toBe(false);
  expect(isRotting(stage(7, 'won'), 70)).toBe(false);
});
