import { createTranslator } from 'use-intl/core';
import { expect, it } from 'vitest';
import type { Language } from '@/api/types';
import { messagesOf } from '@/i18n';
import { nthOf, parseRule, ruleText, usualRules } from './rule';
import { ruleWords } from './words';

it('a rule that the editor knows is read and written the same', () => {
  for (const text of [
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;BYDAY=2TU;COUNT=6',
    'FREQ=YEARLY;UNTIL=20271231T235959Z',
    'FREQ=DAILY;COUNT=5;EXDATE=20261130,20261201',
  ]) {
    const rule = parseRule(text);
    expect(rule && ruleText(rule)).toBe(text);
  }
  expect(parseRule('rrule:freq=weekly;wkst=mo;byday=we,mo')?.days).toEqual(['MO', 'WE']);
});

it('a rule that says more than the editor knows is left alone', () => {
  for (const text of [
    'FREQ=HOURLY',
    'FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO,TU',
    'FREQ=DAILY;COUNT=2;UNTIL=20270101T000000Z',
    'FREQ=WEEKLY;BYDAY=XX',
    'nonsense',
  ])
    expect(parseRule(text)).toBeNull();
});

it('days that are left out are told with the rule, and another rule lets go of them', async () => {
  const rule = 'FREQ=DAILY;EXDATE=20261130,20261201';
  expect(await said('en', rule)).toBe('Every day, except November 30 and December 1');
  expect(await said('ru', rule)).toBe('Каждый день, кроме 30 ноября и 1 декабря');
  expect(await said('cs', `${rule},20261202,20261203`)).toMatch(
    /^Každý den, kromě 30\..listopadu, .*\+1$/,
  );
  expect(usualRules('2026-11-24').map(ruleText).join()).not.toContain('EXDATE');
});

it('a day knows which of its month it is; the fifth is the last', () => {
  expect(nthOf('2026-11-24')).toEqual({ n: 4, day: 'TU' });
  expect(nthOf('2026-11-30')).toEqual({ n: -1, day: 'MO' });
  expect(usualRules('2026-11-24').map(ruleText)[2]).toBe('FREQ=WEEKLY;BYDAY=TU');
});

async function said(language: Language, text: string): Promise<string> {
  const t = createTranslator({
    locale: language,
    messages: await messagesOf(language),
    namespace: 'fields.repeat',
  });
  return ruleWords(text, t as never, language);
}

it('a rule is said in words, with the plurals and genders of the language', async () => {
  expect(await said('en', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE')).toBe('Every 2 weeks: Mon, Wed');
  expect(await said('en', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR')).toBe('Every workday');
  expect(await said('en', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=3')).toBe(
    'Every month on the last Friday, 3 times',
  );
  expect(await said('ru', 'FREQ=DAILY;INTERVAL=5')).toBe('Каждые 5 дней');
  expect(await said('ru', 'FREQ=MONTHLY;BYDAY=2WE')).toBe('Каждый месяц: вторая среда');
  expect(await said('ru', 'FREQ=MONTHLY;BYDAY=2MO')).toBe('Каждый месяц: второй понедельник');
  expect(await said('cs', 'FREQ=MONTHLY;BYDAY=4SU')).toBe('Každý měsíc: čtvrtá neděle');
  expect(await said('cs', 'FREQ=MONTHLY;BYMONTHDAY=-1')).toBe('Každý měsíc poslední den');
  expect(await said('en', 'FREQ=HOURLY')).toBe('FREQ=HOURLY');
});
