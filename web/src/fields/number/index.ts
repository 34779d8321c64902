import type { KindUi } from '../types';
import { Display, show } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const number: KindUi<number> = {
  Display,
  Input,
  Filter,
  operators: ['gte', 'lte', 'eq', 'ne', 'gt', 'lt', 'between', 'empty', 'not_empty'],
  text: (value, field, cx) => show(value, field.key, cx.format.number),
  align: 'end',
  plain: (value, _field, cx) => String(value).replace('.', cx.format.decimalSign),
  read,
  width: 118,
  isWrong: (value, field) => {
    if (typeof value !== 'number') return false;
    if (Number.isNaN(value)) return 'number';
    const digits = 10 ** (field.scale ?? 6);
    return Math.abs(Math.round(value * digits) - value * digits) > 1e-6 && 'digits';
  },
};
