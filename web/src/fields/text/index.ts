import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';

export const text: KindUi<string> = {
  Display,
  Input,
  Filter,
  operators: ['contains', 'starts', 'eq', 'ne', 'empty', 'not_empty'],
  text: (value) => value,
  width: 190,
  typeToEdit: true,
};
