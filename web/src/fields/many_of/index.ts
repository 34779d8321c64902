import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const manyOf: KindUi<string[]> = {
  Display,
  Input,
  Filter,
  operators: ['in', 'not_in', 'empty', 'not_empty'],
  text: (value, field, cx) =>
    cx.format.list(
      value.map((key) => field.options?.find((option) => option.key === key)?.label ?? key),
    ),
  plain: (value, field) =>
    value
      .map((key) => field.options?.find((option) => option.key === key)?.label ?? key)
      .join(', '),
  read,
  width: 170,
};
