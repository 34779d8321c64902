import type { Money } from '@/api/types';
import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { plain, read } from './read';

export const money: KindUi<Money> = {
  Display,
  Input,
  Filter,
  operators: ['gte', 'lte', 'gt', 'lt', 'eq', 'between', 'empty', 'not_empty'],
  text: (value, _field, cx) => cx.format.money(value),
  align: 'end',
  plain: (value, _field, cx) => plain(value, cx.format.currency, cx.format.decimalSign),
  read,
  width: 138,
  isWrong: (value) => (value as Money | null)?.amount === 'NaN' && 'number',
};
