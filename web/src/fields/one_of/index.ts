import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const oneOf: KindUi<string> = {
  Display,
  Input,
  Filter,
  operators: ['in', 'not_in', 'empty', 'not_empty'],
  text: (value, field) => field.options?.find((option) => option.key === value)?.label ?? value,
  read,
  width: 140,
};
