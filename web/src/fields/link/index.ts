import { labelOf } from '@/api/labels';
import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const link: KindUi<string> = {
  Display,
  Input,
  Filter,
  operators: ['in', 'not_in', 'empty', 'not_empty'],
  text: (value, _field, cx) => labelOf(value)?.label ?? cx.words.hidden,
  read,
  width: 180,
};
