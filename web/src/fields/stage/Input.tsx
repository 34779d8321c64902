import { defaultPipeline } from '@/catalogue';
import { Picker } from '@/ui/Picker';
import { Pill } from '@/ui/Pill';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { Display } from './Display';

/** The stages of the record's own pipeline. */
export function Input(props: InputProps<string>) {
  const { field, value, onChange, mode, label, cx, record } = props;
  const pipeline =
    cx.catalogue.pipelines.find((candidate) => candidate.id === record?.pipeline) ??
    cx.catalogue.pipelines.find((candidate) =>
      candidate.stages.some((stage) => stage.id === value),
    ) ??
    defaultPipeline(cx.catalogue, field.targets?.[0]);
  return (
    <Pop {...props} shown={value ? Display({ ...props, value }) : null}>
      {(close) => (
        <Picker
          label={label}
          typed={props.typed}
          selected={value ? [value] : []}
          options={(pipeline?.stages ?? []).map((stage) => ({
            id: stage.id,
            label: stage.name,
            shown: (
              <Pill dot tone={stage.tone}>
                {stage.name}
              </Pill>
            ),
          }))}
          onPick={(id) => {
            onChange(id, true);
            if (mode === 'form') close();
          }}
        />
      )}
    </Pop>
  );
}
