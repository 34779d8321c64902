import { describe, expect, test } from 'vitest';
import type { Rec } from '@/api/types';
import { wantedOf } from './wanted';

const euro = (amount: number) => ({ amount: amount.toFixed(2), currency: 'EUR' });
const record = (object: string, fields: Rec['fields']) =>
  ({ object, id: object, version: 1, fields }) as unknown as Rec;
const deal = (fields: Rec['fields'] = {}) => record('deal', fields);
const line = (fields: Rec['fields']) => record('line_item', fields);

describe('what is asked for', () => {
  test('a percentage counts on top of a lower price that was typed', () => {
    const one = line({ price: euro(95), list_price: euro(100), discount_wanted: 10 });
    expect(wantedOf(deal(), [one])).toBe(14.5);
  });
  test('a higher price that was typed gives room', () => {
    const one = line({ price: euro(120), list_price: euro(100), discount_wanted: 10 });
    expect(wantedOf(deal(), [one])).toBe(0);
  });
  test('the whole comes after the line, and the most is what counts', () => {
    const lines = [line({ discount: 10 }), line({ discount_wanted: 20 })];
    expect(wantedOf(deal({ discount_wanted: 10 }), lines)).toBe(28);
  });
  test('a discount given as an amount is one on the whole', () => {
    const one = line({ price: euro(100), list_price: euro(100), discount_wanted: 10 });
    expect(wantedOf(deal({ discount_amount: euro(10), subtotal: euro(100) }), [one])).toBe(19);
  });
});
