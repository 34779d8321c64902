import { describe, expect, it } from 'vitest';
import type { Catalogue, Stage } from '@/api/types';
import { askedBy, stageOfNew } from './required';

const stage = (id: string, kind: Stage['kind'], required: string[] = []) =>
  ({ id, name: id, kind, rules: { required } }) as unknown as Stage;
const [fresh, offer, won] = [
  stage('fresh', 'open'),
  stage('offer', 'open', ['amount', 'company.website', 'contact.position']),
  stage('won', 'won'),
];
const other = stage('other', 'open', ['source']);
const catalogue = {
  pipelines: [
    { id: 'p', object: 'deal', is_default: true, stages: [won, fresh, offer] },
    { id: 'q', object: 'deal', is_default: false, stages: [other] },
  ],
} as unknown as Catalogue;
const deal = { key: 'deal', verbs: ['move'] };

describe('what the stage of a new deal asks for', () => {
  it('is that of the stage chosen, else of the first open one of the pipeline', () => {
    expect(stageOfNew(catalogue, deal, { stage: 'offer' })).toBe(offer);
    expect(stageOfNew(catalogue, deal, { pipeline: 'q' })).toBe(other);
    expect(stageOfNew(catalogue, deal, {})).toBe(fresh);
    expect(stageOfNew(catalogue, { key: 'company', verbs: [] }, {})).toBeUndefined();
  });

  it('is asked of the company and the contact once they are named, and before that they are asked for', () => {
    expect(askedBy(offer, {})).toEqual({ own: ['amount', 'company', 'contact'], beyond: [] });
    expect(askedBy(offer, { company: 'c' })).toEqual({
      own: ['amount', 'company', 'contact'],
      beyond: ['company.website'],
    });
    expect(askedBy(fresh, { company: 'c' })).toEqual({ own: [], beyond: [] });
  });
});
