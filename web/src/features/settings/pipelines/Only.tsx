import { useTranslations } from 'use-intl';
import type { PickOption } from '@/ui/Picker';
import { Segments } from '@/ui/Segments';
import { Chips } from './Chips';
import classes from './Rules.module.css';

type Props = {
  label: string;
  /** "Everybody", "To any stage". */
  all: string;
  /** "Only these". */
  some: string;
  add: string;
  /** What it means when the list is there and nothing is in it. */
  none: string;
  options: PickOption[];
  value: readonly string[] | null;
  onChange: (value: string[] | null) => void;
};

/** Whom or what a rule lets through: everything, or only what is listed. */
export function Only({ label, all, some, add, none, options, value, onChange }: Props) {
  const t = useTranslations('rules');
  const known = value?.filter((id) => options.some((option) => option.id === id)) ?? [];
  return (
    <div className={classes.field} role="group" aria-label={label}>
      <span className={classes.label}>{label}</span>
      <div>
        <Segments
          label={label}
          value={value === null ? 'all' : 'some'}
          options={[
            { key: 'all', label: all },
            { key: 'some', label: some },
          ]}
          onPick={(key) => onChange(key === 'all' ? null : known)}
        />
      </div>
      {value !== null && (
        <Chips
          label={t('chosen', { what: label })}
          add={add}
          options={options}
          value={known}
          onChange={onChange}
        />
      )}
      {value !== null && known.length === 0 && <span className={classes.hint}>{none}</span>}
    </div>
  );
}
