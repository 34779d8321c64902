import { expect, test } from 'vitest';
import { wordsFor } from './words';

test('an object under its usual name has texts of its own, in every language', () => {
  expect(wordsFor({ key: 'deal', label: 'Deal', label_plural: 'Deals' }).key).toBe('deal');
  expect(wordsFor({ key: 'deal', label: 'Obchod', label_plural: 'Obchody' }).key).toBe('deal');
});

test('a renamed object gets the texts for any object, with its new name', () => {
  expect(wordsFor({ key: 'deal', label: 'Opportunity', label_plural: 'Opportunities' })).toEqual({
    key: 'renamed',
    object: 'Opportunity',
    objects: 'Opportunities',
  });
});

test("a workspace's own object keeps its key", () => {
  expect(wordsFor({ key: 'project', label: 'Project', label_plural: 'Projects' }).key).toBe(
    'project',
  );
});
