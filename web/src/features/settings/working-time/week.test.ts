import { expect, it } from 'vitest';
import { holds, isSound, nameOfDay, weekdays, withBreak } from './week';
import type { Week } from './wire';

const day = { from: '09:00', to: '18:00' };
const week = Object.fromEntries(weekdays.map((name) => [name, [day]])) as Week;

it('hours of a day follow each other', () => {
  expect(holds([])).toBe(true);
  expect(
    holds([
      { from: '09:00', to: '12:00' },
      { from: '12:00', to: '24:00' },
    ]),
  ).toBe(true);
  expect(
    holds([
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '18:00' },
    ]),
  ).toBe(false);
  expect(holds([{ from: '18:00', to: '09:00' }])).toBe(false);
});

it('a day is special once, and has a date', () => {
  const special = (date: string) => ({ day: date, name: '', hours: [] });
  expect(isSound(week, [special('2026-12-24'), special('2026-12-25')])).toBe(true);
  expect(isSound(week, [special('2026-12-24'), special('2026-12-24')])).toBe(false);
  expect(isSound(week, [special('')])).toBe(false);
  expect(isSound({ ...week, sunday: [{ from: '10:00', to: '10:00' }] }, [])).toBe(false);
});

it('a break is put into the middle of the day', () => {
  expect(withBreak([])).toEqual([day]);
  expect(withBreak([day])).toEqual([
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ]);
  expect(withBreak([{ from: '14:00', to: '18:00' }]).at(-1)).toEqual({
    from: '18:00',
    to: '24:00',
  });
});

it('days are called as the language calls them', () => {
  expect(nameOfDay('monday', 'en')).toBe('Monday');
  expect(nameOfDay('sunday', 'ru')).toBe('воскресенье');
  expect(nameOfDay('wednesday', 'cs')).toBe('středa');
});
