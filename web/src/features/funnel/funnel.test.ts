import { describe, expect, it } from 'vitest';
import { spanOf, todayIn } from './period';
import { questionOf } from './query';
import { bars, sorted } from './shape';
import type { FunnelStage } from './wire';

describe('periods', () => {
  it('are whole calendar units around today', () => {
    const today = '2026-02-28';
    expect(spanOf('all', today)).toBeNull();
    expect(spanOf('this_month', today)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(spanOf('last_month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(spanOf('this_quarter', '2026-05-09')).toEqual({ from: '2026-04-01', to: '2026-06-30' });
    expect(spanOf('last_quarter', today)).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(spanOf('this_year', today)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(spanOf('last_year', '2025-06-01')).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect(spanOf('this_month', '2024-02-10')?.to).toBe('2024-02-29');
  });
  it('of one’s own take both ends, in either order', () => {
    expect(spanOf('custom', '2026-01-01', { from: '2016-10-01' })).toBeNull();
    expect(spanOf('custom', '2026-01-01', { from: '2017-03-31', to: '2016-10-20' })).toEqual({
      from: '2016-10-20',
      to: '2017-03-31',
    });
    expect(spanOf('custom', '2026-01-01', { from: '2016-13-45', to: '2017-01-01' })).toBeNull();
  });
  it('begin with the day it is in the zone of the report', () => {
    const moment = new Date('2026-12-31T22:30:00Z');
    expect(todayIn('Europe/Prague', moment)).toBe('2026-12-31');
    expect(todayIn('Asia/Tokyo', moment)).toBe('2027-01-01');
  });
});

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const filter = { and: [] };

function stage(name: string, kind: 'open' | 'won' | 'lost', reached: number): FunnelStage {
  const info = { id: name, name, kind, probability: 0, tone: 'gray' as const, position: 0 };
  return {
    stage: info,
    count: 0,
    sum: eur('0'),
    weighted: eur('0'),
    reached,
    conversion: null,
    filter,
  };
}

describe('the question of an address', () => {
  const now = new Date('2026-05-09T10:00:00Z');
  const address = { period: 'this_month', by: 'engaged_on', group: 'month' } as const;
  it('is about deals by the day and the line that are asked for', () => {
    expect(questionOf(address, 'Europe/Prague', now, { id: 'p', object: 'deal' })).toMatchObject({
      pipeline: 'default',
      period: { field: 'engaged_on', from: '2026-05-01', to: '2026-05-31' },
      group_by: 'month',
    });
  });
  it('is about leads by the day they came, whatever it says of deals', () => {
    const home = { id: 'leads', object: 'lead' } as const;
    expect(questionOf(address, 'Europe/Prague', now, home)).toMatchObject({
      pipeline: 'leads',
      period: { field: 'created_at', from: '2026-05-01', to: '2026-05-31' },
      group_by: 'month',
    });
  });
});

describe('bars of the funnel', () => {
  it('show the share of the widest, lost deals apart', () => {
    const shape = bars([
      stage('a', 'open', 200),
      stage('b', 'open', 50),
      stage('w', 'won', 1),
      stage('l', 'lost', 9),
    ]);
    expect(shape.path.map((bar) => bar.width)).toEqual([100, 25, 1.5]);
    expect(shape.path.map((bar) => bar.ofAll)).toEqual([1, 0.25, 0.005]);
    expect(shape.lost.map((s) => s.stage.name)).toEqual(['l']);
  });
  it('show where deals stand to whoever may not see how far they came', () => {
    const hidden = { ...stage('a', 'open', 0), count: 4, reached: null } as unknown as FunnelStage;
    expect(bars([hidden]).path).toMatchObject([{ reached: 4, width: 100, ofAll: 1 }]);
  });
  it('have no width when nothing is in the funnel', () => {
    expect(bars([stage('a', 'open', 0)]).path).toMatchObject([{ width: 0, ofAll: null }]);
  });
});

describe('the table of groups', () => {
  const group = (label: string | null, wonSum: string, rate: string | null) => ({
    key: label,
    label,
    open: { count: 0, sum: eur('0'), filter },
    won: { count: 0, sum: eur(wonSum), filter },
    lost: { count: 0, sum: eur('0'), filter },
    win_rate: rate,
    average_won: null,
    cycle_days: null,
    filter,
  });
  const collator = new Intl.Collator('cs');
  const groups = [
    group('Šárka', '5.00', null),
    group(null, '70.00', '0.1'),
    group('Sára', '10.00', '0.5'),
  ];
  const labels = (list: { label: string | null }[]) => list.map((g) => g.label);

  it('sorts by figures as numbers and leaves what has none at the end', () => {
    expect(labels(sorted(groups, { key: 'won_sum', down: true }, collator))).toEqual([
      null,
      'Sára',
      'Šárka',
    ]);
    expect(labels(sorted(groups, { key: 'win_rate', down: true }, collator))).toEqual([
      'Sára',
      null,
      'Šárka',
    ]);
    expect(labels(sorted(groups, { key: 'win_rate', down: false }, collator))).toEqual([
      null,
      'Sára',
      'Šárka',
    ]);
  });
  it('sorts names as the language does', () => {
    expect(labels(sorted(groups, { key: 'label', down: false }, collator))).toEqual([
      'Sára',
      'Šárka',
      null,
    ]);
    expect(labels(sorted(groups, { key: 'label', down: true }, collator))).toEqual([
      'Šárka',
      'Sára',
      null,
    ]);
  });
});
