import type { Email } from '@/api/types';
import type { KindUi } from '../types';
import { Display } from './Display';
import { Filter } from './Filter';
import { Input } from './Input';
import { isAddress, read } from './read';

export const emails: KindUi<Email[]> = {
  Display,
  Input,
  Filter,
  operators: ['contains', 'eq', 'empty', 'not_empty'],
  text: (value, _field, cx) => cx.format.list(value.map((email) => email.value)),
  plain: (value) => value.map((email) => email.value).join(', '),
  read,
  width: 200,
  isWrong: (value) =>
    ((value as Email[] | null) ?? []).some((email) => !isAddress(email.value)) && 'email',
};
