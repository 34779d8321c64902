import { describe, expect, it } from 'vitest';
import type { Hit } from '@/api/types';
import type { Command } from './commands';
import { sections } from './entries';
import { opened } from './places';

const command = (id: string, group: Command['group'], label: string): Command => ({
  id,
  group,
  label,
  icon: null,
  run: () => undefined,
});
const hit = (id: string): Hit => ({ object: 'company', id, title: id });
const commands = [
  command('new-deal', 'actions', 'New deal'),
  command('go-deal', 'goTo', 'Deals'),
  command('theme', 'settings', 'Switch to dark'),
];
const names = (given: Parameters<typeof sections>[0]) =>
  sections(given).map((group) => [group.name, ...group.entries.map((entry) => entry.key)]);

describe('what the palette lists', () => {
  it('with nothing typed: recent records, then everything that can be done', () => {
    expect(names({ text: ' ', commands, hits: [hit('x')], recent: [hit('r')] })).toEqual([
      ['recent', 'r'],
      ['actions', 'new-deal'],
      ['goTo', 'go-deal'],
      ['settings', 'theme'],
    ]);
  });
  it('puts a command that is clearly meant before the records, others after them', () => {
    expect(names({ text: 'deal', commands, hits: [hit('h')], recent: [] })).toEqual([
      ['actions', 'go-deal', 'new-deal'],
      ['records', 'h'],
    ]);
    expect(names({ text: 'ark', commands, hits: [hit('h')], recent: [] })).toEqual([
      ['records', 'h'],
      ['actions', 'theme'],
    ]);
  });
  it('lists nothing when nothing fits', () => {
    expect(names({ text: 'zzz', commands, hits: [], recent: [] })).toEqual([]);
  });
});

describe('the record that an address shows', () => {
  const id = '0193a000-0000-7000-8000-000000000001';
  it('is found on its page, beside a list, beside the board, beside the tasks', () => {
    expect(opened(`/records/company/${id}`, {})).toEqual({ object: 'company', id });
    expect(opened('/records/contact', { open: id })).toEqual({ object: 'contact', id });
    expect(opened('/board/default', { open: id })).toEqual({ object: 'deal', id });
    expect(opened('/tasks', { open: id })).toEqual({ object: 'task', id });
  });
  it('is none elsewhere', () => {
    expect(opened('/records/company', {})).toBeNull();
    expect(opened('/funnel', { open: id })).toBeNull();
    expect(opened('/records/company/new', {})).toBeNull();
  });
});
