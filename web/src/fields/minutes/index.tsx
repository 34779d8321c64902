import { useTranslations } from 'use-intl';
import { Picker } from '@/ui/Picker';
import { number } from '../number';
import { Pop } from '../shared/Pop';
import classes from '../shared/shared.module.css';
import type { DisplayProps, InputProps, KindUi } from '../types';
import { minutesText, readMinutes } from './words';

const NONE = '';

function Length({ value, cx }: DisplayProps<number>) {
  return <span className={classes.figure}>{minutesText(value, cx.format.locale)}</span>;
}

function Before({ value, cx }: DisplayProps<number>) {
  const t = useTranslations('fields.remind');
  return (
    <span className={classes.figure}>
      {value === 0 ? t('atOnce') : t('before', { time: minutesText(value, cx.format.locale) })}
    </span>
  );
}

/** The usual lengths; any other is typed: 45, 1:30, 2h. */
function pick(usual: readonly number[], Shown: typeof Length) {
  return function Input(props: InputProps<number>) {
    const { value, onChange, mode, label, cx, typed } = props;
    const fields = useTranslations('fields');
    const t = useTranslations('fields.remind');
    const { locale } = cx.format;
    const offered =
      value !== null && !usual.includes(value) ? [...usual, value].sort((a, b) => a - b) : usual;
    const done = (next: number | null, close: () => void) => {
      onChange(next, true);
      if (mode === 'form') close();
    };
    return (
      <Pop {...props} shown={value === null ? null : <Shown {...props} value={value} />}>
        {(close) => (
          <Picker
            label={label}
            typed={typed}
            searchable
            placeholder={t('typed')}
            selected={value === null ? [] : [String(value)]}
            options={[
              ...offered.map((minutes) => ({
                id: String(minutes),
                label: `${minutesText(minutes, locale)} ${minutes}`,
                shown:
                  Shown === Before && minutes === 0 ? t('atOnce') : minutesText(minutes, locale),
              })),
              ...(value === null ? [] : [{ id: NONE, label: fields('clear') }]),
            ]}
            onCreate={(text) => {
              const minutes = readMinutes(text);
              if (minutes !== null) done(minutes, close);
            }}
            createLabel={(text) => {
              const minutes = readMinutes(text);
              return minutes === null ? t('wrong') : minutesText(minutes, locale);
            }}
            onPick={(id) => done(id === NONE ? null : Number(id), close)}
          />
        )}
      </Pop>
    );
  };
}

/** How long something takes. */
export const duration: KindUi<number> = {
  ...number,
  Display: Length,
  Input: pick([15, 30, 45, 60, 90, 120, 180, 240, 480], Length),
  text: (value, _field, cx) => minutesText(value, cx.format.locale),
};

/** How long before its time something is to be remembered. */
export const reminder: KindUi<number> = {
  ...number,
  Display: (props) => <Before {...props} />,
  Input: pick([0, 5, 10, 15, 30, 60, 120, 1440, 2880], Before),
  text: (value, _field, cx) => minutesText(value, cx.format.locale),
};
