import type { Phone } from '@/api/types';
import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const phones: KindUi<Phone[]> = {
  Display,
  Input,
  Filter,
  operators: ['contains', 'eq', 'empty', 'not_empty'],
  text: (value, _field, cx) => cx.format.list(value.map((phone) => phone.value)),
  plain: (value) => value.map((phone) => phone.value).join(', '),
  read,
  width: 160,
};
