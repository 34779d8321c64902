import type { Field } from '@/api/types';
import { Input } from './date/Input';
import { useShown } from './shown';

type Props = {
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
  id?: string;
  invalid?: boolean;
};

/** A day that is no field of a record, entered like one. */
export function Day({ label, ...props }: Props) {
  const cx = useShown();
  const field = { key: 'day', kind: 'date', label, custom: false, operators: [] } as unknown;
  return <Input {...props} field={field as Field} label={label} cx={cx} mode="form" />;
}
