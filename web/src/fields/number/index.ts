import type { KindUi } from '../types';
import { Display, show } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';

export const number: KindUi<number> = {
  Display,
  Input,
  Filter,
  operators: ['gte', 'lte', 'eq', 'ne', 'gt', 'lt', 'between', 'empty', 'not_empty'],
  text: (value, field, cx) => show(value, field.key, cx.format.number),
  align: 'end',
  width: 118,
  typeToEdit: true,
  isWrong: (value) => Number.isNaN(value),
};
