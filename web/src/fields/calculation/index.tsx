import { useTranslations } from 'use-intl';
import { useCalculations } from '@/records/calculations/wire';
import { Picker } from '@/ui/Picker';
import { Pop } from '../shared/Pop';
import { text } from '../text';
import type { InputProps, KindUi } from '../types';

const NONE = '';

/** Which calculation a product is priced by: kept as its key, shown and chosen by its name. */
export const calculation: KindUi<string> = {
  ...text,
  Display: ({ value }) => <Name of={value} />,
  Input,
};

function Name({ of }: { of: string }) {
  return <>{useCalculations().find(({ key }) => key === of)?.name ?? of}</>;
}

function Input(props: InputProps<string>) {
  const t = useTranslations('fields');
  const { value, onChange, mode, label } = props;
  const offered = useCalculations().filter(({ key, archived }) => !archived || key === value);
  const options = offered.map(({ key, name }) => ({ id: key, label: name }));
  const clear = {
    id: NONE,
    label: t('clear'),
    shown: <span style={{ color: 'var(--text-3)' }}>{t('clear')}</span>,
  };
  return (
    <Pop {...props} shown={value ? <Name of={value} /> : null}>
      {(close) => (
        <Picker
          label={label}
          typed={props.typed}
          selected={value ? [value] : []}
          options={value ? [...options, clear] : options}
          onPick={(id) => {
            onChange(id === NONE ? null : id, true);
            if (mode === 'form') close();
          }}
        />
      )}
    </Pop>
  );
}
