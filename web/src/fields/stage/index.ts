import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const stage: KindUi<string> = {
  Display,
  Input,
  Filter,
  operators: ['in', 'not_in', 'entered', 'left'],
  text: (value, _field, cx) => cx.stage(value)?.name ?? cx.words.hidden,
  read,
  width: 140,
};
