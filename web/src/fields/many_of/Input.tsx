import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Picker, type PickOption } from '@/ui/Picker';
import { Pill } from '@/ui/Pill';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { Display } from './Display';
import { toneOf } from './tone';
import { useKnownWords } from './useKnownWords';

export function Input(props: InputProps<string[]>) {
  const t = useTranslations('fields');
  const { field, onChange, label } = props;
  const words = useKnownWords(props.cx.catalogue, field);
  const [chosen, setChosen] = useState(props.value ?? []);
  const set = (next: string[]) => {
    setChosen(next);
    onChange(next.length > 0 ? next : null);
  };
  const known = (field.options ?? []).filter(
    (option) => !option.retired || chosen.includes(option.key),
  );
  const options: PickOption[] = known.map((option) => ({
    id: option.key,
    label: option.label,
    shown: <Pill tone={option.tone}>{option.label}</Pill>,
  }));
  for (const key of new Set([...chosen, ...words])) {
    if (!known.some((option) => option.key === key))
      options.push({ id: key, label: key, shown: <Pill tone={toneOf(field, key)}>{key}</Pill> });
  }
  return (
    <Pop
      {...props}
      shown={
        chosen.length > 0
          ? Display({ ...props, value: chosen, inTable: props.mode === 'place' })
          : null
      }
    >
      {() => (
        <Picker
          label={label}
          typed={props.typed}
          multiple
          selected={chosen}
          options={options}
          onPick={(id) =>
            set(chosen.includes(id) ? chosen.filter((key) => key !== id) : [...chosen, id])
          }
          onCreate={field.open ? (text) => set([...chosen, text]) : undefined}
          createLabel={(text) => t('addOption', { text })}
        />
      )}
    </Pop>
  );
}
