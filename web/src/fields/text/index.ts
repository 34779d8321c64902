import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const text: KindUi<string> = {
  Display,
  Input,
  Filter,
  operators: ['contains', 'starts', 'eq', 'ne', 'empty', 'not_empty'],
  text: (value) => value,
  read,
  width: 190,
};
