import { dateTime } from '../date_time';
import type { DisplayProps, KindUi } from '../types';
import { Countdown } from './Countdown';

/** By when somebody is to react to a lead; the field is empty once somebody has. */
function Display({ value, cx, inTable }: DisplayProps<string>) {
  return inTable ? <Countdown by={value} /> : <span>{cx.format.dateTime(value)}</span>;
}

export const reactBy: KindUi<string> = { ...dateTime, Display };
