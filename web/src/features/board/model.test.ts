import { describe, expect, it } from 'vitest';
import type { BoardCard, Stage } from '@/api/types';
import { plus, share } from '@/fields/money/sums';
import {
  added,
  appended,
  findCard,
  inOrder,
  moved,
  overlaid,
  settled,
  shown,
  totals,
} from './model';
import type { Board } from './types';

function stage(id: string, kind: Stage['kind'], probability: number): Stage {
  return { id, name: id, kind, probability, tone: 'blue', position: 0 };
}

function card(id: string, at: string, amount: string | null, currency = 'EUR'): BoardCard {
  const fields = { name: id, stage: at, amount: amount === null ? null : { amount, currency } };
  return { object: 'deal', id, version: 1, fields, next_task: null, days_in_stage: 9 };
}

function board(): Board {
  const eur = (amount: string) => ({ amount, currency: 'EUR' });
  const column = (
    s: Stage,
    records: BoardCard[],
    count: number,
    sum: string,
    weighted: string,
  ) => ({
    id: s.id,
    stage: s,
    records,
    count,
    sum: eur(sum),
    weighted: eur(weighted),
    unconverted: 0,
    next: null,
  });
  const columns = [
    column(
      stage('new', 'open', 10),
      [card('a', 'new', '100.10'), card('b', 'new', null)],
      7,
      '900.10',
      '90.01',
    ),
    column(stage('offer', 'open', 50), [card('c', 'offer', '20.00')], 1, '20.00', '10.00'),
    column(stage('lost', 'lost', 0), [], 0, '0.00', '0.00'),
  ];
  const pipeline = { id: 'p', name: 'Sales' };
  return { by: 'stage', pipeline, can_edit: true, lanes: null, columns, heads: columns };
}

describe('exact amounts', () => {
  it('adds without the errors of binary fractions', () => {
    expect(plus('0.10', '0.20')).toBe('0.30');
    expect(plus('100', '0.5')).toBe('100.5');
    expect(plus('0.05', '0.10', -1)).toBe('-0.05');
    expect(plus('-1.50', '-1.50')).toBe('-3.00');
    expect(plus('90071992547409.93', '0.01')).toBe('90071992547409.94');
  });

  it('weighs and rounds half away from zero', () => {
    expect(share('100.10', 50)).toBe('50.05');
    expect(share('0.01', 50)).toBe('0.01');
    expect(share('-0.01', 50)).toBe('-0.01');
    expect(share('10.00', 33.3)).toBe('3.33');
    expect(share('1500', 10)).toBe('150');
  });
});

describe('a card dropped on another column', () => {
  it('changes count, sum and weighted sum of both columns at once', () => {
    const after = moved(board(), 'a', 'offer');
    const [from, to] = after.columns;
    expect(from).toMatchObject({
      count: 6,
      sum: { amount: '800.00' },
      weighted: { amount: '80.00' },
    });
    expect(to).toMatchObject({
      count: 2,
      sum: { amount: '120.10' },
      weighted: { amount: '60.05' },
    });
    expect(to?.records.map((r) => r.id)).toEqual(['a', 'c']);
    expect(to?.records[0]).toMatchObject({
      days_in_stage: 0,
      fields: { stage: 'offer', probability: 50 },
    });
  });

  it('leaves the sums alone when the card has no amount or one in another currency', () => {
    const withUsd = board();
    withUsd.columns[0]?.records.push(card('usd', 'new', '5.00', 'USD'));
    for (const id of ['b', 'usd']) {
      const [from, to] = moved(withUsd, id, 'offer').columns;
      expect(from).toMatchObject({ count: 6, sum: { amount: '900.10' } });
      expect(to).toMatchObject({ count: 2, sum: { amount: '20.00' } });
    }
  });

  it('does nothing for an unknown card, an unknown stage or the stage it lies in', () => {
    const before = board();
    expect(moved(before, 'zzz', 'offer')).toBe(before);
    expect(moved(before, 'a', 'zzz')).toBe(before);
    expect(moved(before, 'a', 'new')).toBe(before);
  });

  it('is put back by taking the move away, whatever was read meanwhile', () => {
    const server = board();
    const move = { id: '1', card: 'a', to: 'offer' };
    expect(findCard(overlaid(server, [move]), 'a')?.column.stage.id).toBe('offer');
    expect(overlaid(server, [])).toBe(server);
    // A reading that already has the card in its new place is not counted twice.
    const reread = moved(server, 'a', 'offer');
    expect(overlaid(reread, [move])).toBe(reread);
  });

  it('follows two quick moves of one card', () => {
    const after = overlaid(board(), [
      { id: '1', card: 'a', to: 'offer' },
      { id: '2', card: 'a', to: 'lost' },
    ]);
    expect(after.columns.map((c) => c.count)).toEqual([6, 1, 1]);
    expect(after.columns[1]?.sum?.amount).toBe('20.00');
  });
});

describe('pages, new cards and figures', () => {
  it('hangs a page below and shows no card twice', () => {
    const page = {
      ...board().columns[0],
      records: [card('a', 'new', '1.00'), card('d', 'new', '1.00')],
      next: 'x',
    };
    const after = appended(board(), 'new', page as Board['columns'][number]);
    expect(after.columns[0]?.records.map((r) => r.id)).toEqual(['a', 'b', 'd']);
    expect(after.columns[0]?.next).toBe('x');
    expect(after.columns[0]?.count).toBe(7);
  });

  it('puts a new card on top, once', () => {
    const once = added(board(), card('n', 'offer', '5.00'));
    expect(once.columns[1]).toMatchObject({ count: 2, sum: { amount: '25.00' } });
    expect(added(once, card('n', 'offer', '5.00'))).toBe(once);
  });

  it('hides lost deals until asked for and adds up what is shown', () => {
    const { columns } = shown(board(), false);
    expect(columns.map((c) => c.stage.id)).toEqual(['new', 'offer']);
    expect(shown(board(), true).columns).toHaveLength(3);
    expect(totals(columns)).toEqual({ count: 8, sum: { amount: '920.10', currency: 'EUR' } });
  });
});

describe('swimlanes', () => {
  const lanes = (): Board => {
    const all = board();
    const [fresh, offer] = all.columns as [Board['columns'][number], Board['columns'][number]];
    const own = (column: typeof fresh, owner: string, records: BoardCard[], count: number) => ({
      ...column,
      id: `${column.id}|${owner}`,
      owner,
      count,
      records: records.map((r) => ({ ...r, fields: { ...r.fields, owner } })),
    });
    return {
      ...all,
      lanes: ['ann', 'bob'],
      columns: [
        own(fresh, 'ann', fresh.records, 5),
        own(offer, 'ann', [], 0),
        own(fresh, 'bob', [], 2),
        own(offer, 'bob', offer.records, 1),
      ],
    };
  };
  it('a card given to a colleague leaves the figures of the stage alone', () => {
    const after = moved(lanes(), 'a', 'new|bob');
    expect(after.columns.map((c) => c.count)).toEqual([4, 0, 3, 1]);
    expect(after.heads[0]?.count).toBe(7);
    expect(findCard(after, 'a')?.card).toMatchObject({
      days_in_stage: 9,
      fields: { owner: 'bob', stage: 'new' },
    });
  });
  it('a card moved on in its lane changes the figures above as well', () => {
    const after = moved(lanes(), 'a', 'offer|ann');
    expect(after.heads.map((c) => c.count)).toEqual([6, 2, 0]);
    expect(after.heads[1]?.sum?.amount).toBe('120.10');
  });
  it('stand in the order of their owners’ names, nobody’s last', () => {
    const names: Record<string, string> = { ann: 'Žofie', bob: 'Zdeněk' };
    const ordered = inOrder(
      { ...lanes(), lanes: [null, 'ann', 'bob'] },
      (owner) => names[owner] ?? '',
      'cs',
    );
    expect(ordered.lanes).toEqual(['bob', 'ann', null]);
    expect(ordered.columns[0]?.owner).toBe('bob');
  });
  it('what the server says of a deal decides where it lies', () => {
    const record = { ...card('a', 'offer', '100.10'), version: 2 };
    const fields = { ...record.fields, owner: 'bob' };
    const after = settled(lanes(), { ...record, fields });
    expect(findCard(after, 'a')?.column.id).toBe('offer|bob');
    expect(findCard(after, 'a')?.card.version).toBe(2);
  });
});

describe('a forecast', () => {
  it('weighs each deal by itself and gives it a date in its new month', () => {
    const all = board();
    const column = all.columns[0] as Board['columns'][number];
    const month = (id: string, records: BoardCard[]) => ({
      ...column,
      id,
      month: id,
      stage: { ...column.stage, id },
      records,
    });
    const deal = card('a', 'new', '100.00');
    deal.fields.expected_close = '2999-01-15';
    deal.fields.probability = 40;
    const columns = [month('2999-01', [deal]), month('2999-02', [])];
    const after = moved({ ...all, by: 'month', columns, heads: columns }, 'a', '2999-02');
    expect(after.columns[1]?.weighted?.amount).toBe('130.01');
    expect(findCard(after, 'a')?.card.fields).toMatchObject({
      expected_close: '2999-02-15',
      stage: 'new',
    });
    expect(after.heads).toBe(after.columns);
  });
});
