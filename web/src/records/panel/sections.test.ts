import { expect, test } from 'vitest';
import type { Field, ObjectType } from '@/api/types';
import { sectionsOf } from './sections';

const field = (key: string, kind: Field['kind'], more: Partial<Field> = {}) =>
  ({ key, kind, label: key, ...more }) as Field;
const object = (fields: Field[]) => ({ key: 'company', fields }) as ObjectType;
const told = (fields: Field[]) =>
  sectionsOf(object(fields)).map((section) => [section.key, section.fields.map((f) => f.key)]);

test('phones, e-mails and the website are found together, custom fields and the system’s apart', () => {
  expect(
    told([
      field('name', 'text'),
      field('phones', 'phones'),
      field('website', 'text'),
      field('x_colour', 'one_of', { custom: true }),
      field('created_at', 'date_time', { system: true }),
    ]),
  ).toEqual([
    ['main', ['name']],
    ['reach', ['phones', 'website']],
    ['own', ['x_colour']],
    ['record', ['created_at']],
  ]);
});

test('a single date or amount is not torn from the other fields', () => {
  expect(told([field('name', 'text'), field('birthday', 'date'), field('price', 'money')])).toEqual(
    [['main', ['name', 'birthday', 'price']]],
  );
});
