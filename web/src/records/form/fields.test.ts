import { describe, expect, it } from 'vitest';
import type { ObjectType } from '@/api/types';
import { formFields } from './fields';

const field = (key: string, required = false) => ({ key, label: key, kind: 'text', required });
const object = (key: string, fields: ReturnType<typeof field>[]) =>
  ({ key, title: 'name', fields, verbs: [], can: {} }) as unknown as ObjectType;

describe('the fields of a form', () => {
  it('do not ask how a price is called: as its product', () => {
    const fields = [field('name', true), field('price_list', true), field('product', true)];
    const { usual, rest } = formFields(object('price', fields));
    expect(usual.map(({ key }) => key)).toEqual(['price_list', 'product']);
    expect(rest.map(({ key, required }) => [key, required])).toEqual([['name', false]]);
  });

  it('ask for the title first', () => {
    const { usual } = formFields(object('x_boat', [field('size'), field('name', true)]));
    expect(usual[0]?.key).toBe('name');
  });
});
