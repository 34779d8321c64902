import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const boolean: KindUi<boolean> = {
  Display,
  Input,
  Filter,
  operators: ['eq', 'empty', 'not_empty'],
  text: (value, _field, cx) => (value ? cx.words.yes : cx.words.no),
  read,
  width: 100,
};
