import { expect, test } from 'vitest';
import { learnOne } from '@/api/labels';
import type { Field, FieldValue } from '@/api/types';
import { makeFormat } from '@/i18n/format';
import { anna, catalogue, field, ivan, users } from '@/test/world';
import { plainText, readValue } from '.';
import type { Shown } from './types';

const stages = [
  { id: 's1', key: 'new', name: 'New', kind: 'open', probability: 10, tone: 'gray', position: 0 },
  {
    id: 's2',
    key: 'won',
    name: 'Выиграно',
    kind: 'won',
    probability: 100,
    tone: 'green',
    position: 1,
  },
];
const known = {
  ...catalogue,
  pipelines: [{ id: 'p1', key: 'main', name: 'Sales', object: 'deal', is_default: true, stages }],
} as unknown as Shown['catalogue'];

function shown(language: 'en' | 'ru' | 'cs'): Shown {
  const format = makeFormat(language, 'Europe/Prague', 'EUR');
  return {
    format,
    catalogue: known,
    user: (id) => users.find((user) => user.id === id),
    people: () => users,
    stage: (id) => known.pipelines[0]?.stages.find((stage) => stage.id === id),
    pipeline: () => 'Sales',
    words: { yes: 'Yes', no: 'No', hidden: 'Hidden' },
    today: '2026-11-22',
  };
}

const acme = '0193a000-0000-7000-8000-0000000000aa';
learnOne('company', acme, 'Acme');
const names = (_targets: readonly string[], name: string) =>
  name.toLowerCase() === 'acme' ? [acme] : name === 'Twin' ? ['a', 'b'] : [];

const read = (text: string, of: Field, language: 'en' | 'ru' | 'cs' = 'en', record = {}) =>
  readValue(text, { field: of, cx: shown(language), names, record });

const options = [
  { key: 'high', label: 'High', retired: false },
  { key: 'low', label: 'Низкий', retired: false },
];

const values: [Field, FieldValue][] = [
  [field('name', 'text', 'Name'), 'Acme "Ltd"'],
  [field('note', 'long_text', 'Note'), 'one\ntwo'],
  [field('employees', 'number', 'Employees'), 1234.5],
  [field('amount', 'money', 'Amount'), { amount: '1250.5', currency: 'EUR' }],
  [field('price', 'money', 'Price'), { amount: '99', currency: 'USD' }],
  [field('active', 'boolean', 'Active'), false],
  [field('birthday', 'date', 'Birthday'), '1999-03-05'],
  [field('due_at', 'date_time', 'Due'), '2026-07-01T08:30:00Z'],
  [field('priority', 'one_of', 'Priority', { options }), 'low'],
  [field('kinds', 'many_of', 'Kinds', { options }), ['high', 'low']],
  [field('tags', 'many_of', 'Tags', { open: true }), ['vip', 'north']],
  [field('company', 'link', 'Company', { targets: ['company'] }), acme],
  [field('owner', 'user', 'Owner'), ivan],
  [field('stage', 'stage', 'Stage'), 's2'],
  [field('phones', 'phones', 'Phones'), [{ value: '+420 602 123 456' }, { value: '112' }]],
  [field('emails', 'emails', 'E-mails'), [{ value: 'a@b.cz' }]],
  [field('ids', 'external_ids', 'Ids'), { default: '17', shop: '4711' }],
];

for (const language of ['en', 'ru', 'cs'] as const) {
  test.each(values)(`what a spreadsheet was given comes back (${language}): %o`, (of, value) => {
    const text = plainText(value, of, shown(language));
    expect(read(text, of, language)).toEqual({ value });
  });
}

test('an empty cell is no value', () => {
  expect(read('  ', field('employees', 'number', 'Employees'))).toEqual({ value: null });
});

test('amounts are read as people and spreadsheets write them', () => {
  const amount = field('amount', 'money', 'Amount');
  const money = (text: string, language: 'en' | 'ru' | 'cs' = 'en', record = {}) =>
    read(text, amount, language, record);
  expect(money('€1,250.50')).toEqual({ value: { amount: '1250.50', currency: 'EUR' } });
  expect(money('1 250,50 ₽', 'ru')).toEqual({ value: { amount: '1250.50', currency: 'RUB' } });
  expect(money('CZK 900', 'cs')).toEqual({ value: { amount: '900', currency: 'CZK' } });
  const held = { amount: { amount: '1', currency: 'USD' } };
  expect(money('7', 'en', held)).toEqual({ value: { amount: '7', currency: 'USD' } });
  expect(money('seven')).toEqual({ wrong: 'number' });
  expect(money('7 apples')).toEqual({ wrong: 'number' });
});

test('what cannot be a value says why', () => {
  expect(read('ten', field('employees', 'number', 'Employees'))).toEqual({ wrong: 'number' });
  expect(read('32.13.2026', field('birthday', 'date', 'Birthday'))).toEqual({ wrong: 'date' });
  expect(read('urgent', field('p', 'one_of', 'P', { options }))).toEqual({ wrong: 'option' });
  expect(read('high, odd', field('k', 'many_of', 'K', { options }))).toEqual({ wrong: 'option' });
  expect(read('Nobody', field('owner', 'user', 'Owner'))).toEqual({ wrong: 'person' });
  const company = field('company', 'link', 'Company', { targets: ['company'] });
  expect(read('Nowhere', company)).toEqual({ wrong: 'record' });
  expect(read('Twin', company)).toEqual({ wrong: 'several' });
  expect(read('call me', field('phones', 'phones', 'Phones'))).toEqual({ wrong: 'phone' });
  expect(read('at home', field('emails', 'emails', 'E-mails'))).toEqual({ wrong: 'email' });
  expect(read('perhaps', field('active', 'boolean', 'Active'))).toEqual({ wrong: 'boolean' });
});

test('people are found without case and accents, or by e-mail', () => {
  const owner = field('owner', 'user', 'Owner');
  expect(read('anna novakova', owner)).toEqual({ value: anna });
  expect(read('IVAN@example.com', owner)).toEqual({ value: ivan });
});
