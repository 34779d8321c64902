import { Pill } from '@/ui/Pill';
import type { DisplayProps } from '../types';

export function Display({ value, cx }: DisplayProps<string>) {
  const stage = cx.stage(value);
  return (
    <Pill dot tone={stage?.tone}>
      {stage?.name ?? cx.words.hidden}
    </Pill>
  );
}
