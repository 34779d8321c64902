import { text } from '../text';
import type { KindUi } from '../types';
import { Input } from './Input';
import { RuleWords } from './RuleWords';

/** How a task repeats: kept as a rule of RFC 5545, shown in words. */
export const recurrence: KindUi<string> = {
  ...text,
  Display: ({ value }) => <RuleWords rule={value} />,
  Input,
  operators: ['empty', 'not_empty'],
  width: 200,
};
