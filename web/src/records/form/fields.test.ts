import { describe, expect, it } from 'vitest';
import type { Catalogue, ObjectType } from '@/api/types';
import { firstValues, formFields } from './fields';

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

describe('a new deal', () => {
  const stage = (id: string, kind = 'open') => ({ id, kind });
  const pipelines = [
    { id: 'sales', object: 'deal', is_default: true, stages: [stage('won', 'won'), stage('new')] },
    { id: 'repairs', object: 'deal', is_default: false, stages: [stage('asked'), stage('made')] },
  ];
  const catalogue = { pipelines } as unknown as Catalogue;
  const deal = { ...object('deal', [field('pipeline', true), field('stage')]), verbs: ['move'] };

  it('stands in the first open stage of its pipeline', () => {
    expect(firstValues(deal, catalogue, 'me')).toEqual({ pipeline: 'sales', stage: 'new' });
    const repairs = { pipeline: 'repairs' };
    expect(firstValues(deal, catalogue, 'me', repairs)).toEqual({ ...repairs, stage: 'asked' });
    const made = { stage: 'made' };
    expect(firstValues(deal, catalogue, 'me', made)).toEqual({ ...repairs, ...made });
  });

  it('is asked at once for what its stage asks for', () => {
    const { usual, rest } = formFields(deal, {}, [], ['stage']);
    expect([...usual, ...rest].filter(({ required }) => required).map(({ key }) => key)).toEqual([
      'pipeline',
      'stage',
    ]);
  });
});
