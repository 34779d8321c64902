import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const longText: KindUi<string> = {
  Display,
  Input,
  Filter,
  operators: ['contains', 'empty', 'not_empty'],
  text: (value) => value,
  read,
  width: 240,
};
