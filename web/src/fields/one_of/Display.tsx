import { Pill } from '@/ui/Pill';
import type { DisplayProps } from '../types';

export function Display({ value, field }: DisplayProps<string>) {
  const option = field.options?.find((candidate) => candidate.key === value);
  return (
    <Pill tone={option?.tone} muted={option?.retired}>
      {option?.label ?? value}
    </Pill>
  );
}
