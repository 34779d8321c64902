import { Pill } from '@/ui/Pill';
import { dateTime } from '../date_time';
import type { DisplayProps, KindUi } from '../types';

/** When the next step is due: in a list what is late and what is today stand out. */
function Display({ value, cx, inTable }: DisplayProps<string>) {
  const shown = cx.format.dateTime(value);
  if (!inTable) return <span>{shown}</span>;
  const day = cx.format.dayOf(value);
  if (day < cx.today) return <Pill tone="red">{shown}</Pill>;
  return day === cx.today ? <Pill tone="amber">{shown}</Pill> : <span>{shown}</span>;
}

export const nextTaskAt: KindUi<string> = { ...dateTime, Display };
