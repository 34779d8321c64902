import { isDay } from '../shared/days';
import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const date: KindUi<string> = {
  Display,
  Input,
  Filter,
  operators: ['within', 'eq', 'lt', 'gt', 'between', 'empty', 'not_empty'],
  text: (value, _field, cx) => cx.format.date(value),
  plain: (value, _field, cx) => cx.format.numericDate(value),
  read,
  width: 126,
  isWrong: (value) => typeof value === 'string' && !isDay(value) && 'date',
};
