import { isMoment } from '../shared/zone';
import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const dateTime: KindUi<string> = {
  Display,
  Input,
  Filter,
  operators: ['within', 'eq', 'lt', 'gt', 'between', 'empty', 'not_empty'],
  text: (value, _field, cx) => cx.format.dateTime(value),
  plain: (value, _field, cx) =>
    `${cx.format.numericDate(cx.format.dayOf(value))} ${cx.format.timeOf(value)}`,
  read,
  width: 178,
  isWrong: (value) => typeof value === 'string' && !isMoment(value) && 'date',
};
