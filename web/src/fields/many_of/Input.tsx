import { useEffect, useRef, useState } from 'react';
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
  const { words, asUsed } = useKnownWords(props.cx.catalogue, field);
  const [chosen, setChosen] = useState(props.value ?? []);
  const latest = useRef(chosen);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const set = (next: string[]) => {
    latest.current = next;
    setChosen(next);
    onChange(next.length > 0 ? next : null);
  };
  /** A new word stands at once; it takes the spelling people use when that is learned while one is still here. */
  const add = async (text: string) => {
    set([...chosen, text]);
    const word = await asUsed(text);
    const now = latest.current;
    if (here.current && word !== text && now.includes(text))
      set([...new Set(now.map((one) => (one === text ? word : one)))]);
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
          onCreate={field.open ? (text) => void add(text) : undefined}
          createLabel={(text) => t('addOption', { text })}
        />
      )}
    </Pop>
  );
}
