import type { KindUi } from '../types';
import { Display, nameOf } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { read } from './read';

export const users: KindUi<string[]> = {
  Display,
  Input,
  Filter,
  operators: ['in', 'not_in', 'empty', 'not_empty'],
  text: (value, _field, cx) => cx.format.list(value.map((id) => nameOf(id, cx))),
  plain: (value, _field, cx) => value.map((id) => nameOf(id, cx)).join(', '),
  read,
  width: 150,
};
