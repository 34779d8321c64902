import type { Money } from '@/api/types';
import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';

export const money: KindUi<Money> = {
  Display,
  Input,
  Filter,
  operators: ['gte', 'lte', 'gt', 'lt', 'eq', 'between', 'empty', 'not_empty'],
  text: (value, _field, cx) => cx.format.money(value),
  align: 'end',
  width: 138,
  typeToEdit: true,
  isWrong: (value) => (value as Money | null)?.amount === 'NaN',
};
