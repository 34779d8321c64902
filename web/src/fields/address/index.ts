import type { Address } from '@/api/types';
import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { lineOf } from './line';
import { read } from './read';

export const address: KindUi<Address[]> = {
  Display,
  Input,
  Filter,
  operators: ['contains', 'empty', 'not_empty'],
  text: (value, _field, cx) => value.map((entry) => lineOf(entry, cx.format.locale)).join('; '),
  read,
  width: 210,
};
