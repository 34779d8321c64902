import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const externalIds: KindUi<Record<string, string>> = {
  Display,
  Input,
  Filter,
  operators: ['eq', 'contains', 'empty', 'not_empty'],
  text: (value) =>
    Object.entries(value)
      .map(([source, id]) => (source === 'default' ? id : `${source}: ${id}`))
      .join(', '),
  read,
  width: 150,
};
