import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';

export const dateTime: KindUi<string> = {
  Display,
  Input,
  Filter,
  operators: ['within', 'eq', 'lt', 'gt', 'between', 'empty', 'not_empty'],
  text: (value, _field, cx) => cx.format.dateTime(value),
  width: 150,
};
