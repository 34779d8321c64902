import { describe, expect, it } from 'vitest';
import { byCurrency, inForce } from './wire';

const rate = (currency: string, date: string, value: string) => ({ currency, date, rate: value });

describe('rates', () => {
  const all = [
    rate('USD', '2026-01-01', '0.91'),
    rate('CZK', '2026-03-01', '0.04'),
    rate('USD', '2026-06-01', '0.86'),
    rate('USD', '2027-01-01', '0.8'),
  ];

  it('stand by currency, newest first', () => {
    expect(byCurrency(all).map(({ currency, list }) => [currency, list.length])).toEqual([
      ['CZK', 1],
      ['USD', 3],
    ]);
    expect(byCurrency(all)[1]?.list[0]?.date).toBe('2027-01-01');
  });

  it('hold from their day on, those of days to come not yet', () => {
    const dollars = byCurrency(all)[1]?.list ?? [];
    expect(inForce(dollars, '2026-06-01')?.rate).toBe('0.86');
    expect(inForce(dollars, '2026-05-31')?.rate).toBe('0.91');
    expect(inForce(dollars, '2025-12-31')).toBeUndefined();
  });
});
