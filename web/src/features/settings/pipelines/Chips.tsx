import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Drop } from '@/ui/Drop';
import { Picker, type PickOption } from '@/ui/Picker';
import classes from './Rules.module.css';

type Props = {
  /** What is chosen here: "Required fields". */
  label: string;
  add: string;
  options: PickOption[];
  value: readonly string[];
  /** What a choice is called when there is no option for it any more. */
  nameOf?: (id: string) => string;
  onChange: (value: string[]) => void;
};

/** Several of many, each as a chip that can be taken away; more of them from a list that is searched. */
export function Chips({ label, add, options, value, nameOf, onChange }: Props) {
  const t = useTranslations('rules');
  const [opened, setOpened] = useState(false);
  const toggle = (id: string) =>
    onChange(value.includes(id) ? value.filter((one) => one !== id) : [...value, id]);
  return (
    <ul className={classes.chips} aria-label={label}>
      {value.map((id) => {
        const option = options.find((one) => one.id === id);
        const name = nameOf?.(id) ?? option?.label ?? id;
        return (
          <li key={id} className={classes.chip}>
            {option?.icon}
            <span>{name}</span>
            <button type="button" aria-label={t('takeAway', { name })} onClick={() => toggle(id)}>
              <IconX size={13} aria-hidden />
            </button>
          </li>
        );
      })}
      <li>
        <Drop
          opened={opened}
          onClose={() => setOpened(false)}
          width={260}
          target={
            <button
              type="button"
              className={classes.addChip}
              aria-haspopup="listbox"
              aria-expanded={opened}
              onClick={() => setOpened((before) => !before)}
            >
              <IconPlus size={14} aria-hidden />
              {add}
            </button>
          }
        >
          <Picker label={label} multiple options={options} selected={value} onPick={toggle} />
        </Drop>
      </li>
    </ul>
  );
}
