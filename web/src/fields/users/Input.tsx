import { useState } from 'react';
import { Picker } from '@/ui/Picker';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { usePeople } from '../user/options';
import { Display } from './Display';

export function Input(props: InputProps<string[]>) {
  const { onChange, label } = props;
  const [chosen, setChosen] = useState(props.value ?? []);
  const people = usePeople(chosen);
  const toggle = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
    setChosen(next);
    onChange(next.length > 0 ? next : null);
  };
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
          multiple
          searchable
          selected={chosen}
          options={people}
          onPick={toggle}
        />
      )}
    </Pop>
  );
}
