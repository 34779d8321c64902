import { IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue } from '@/api/types';
import { FieldInput, type Shown } from '@/fields';
import { IconButton } from '@/ui/Button';
import { Choose, type Option } from '@/ui/Choose';
import { TextInput } from '@/ui/TextInput';
import classes from './Scripts.module.css';
import type { ScriptField } from './useScriptFields';
import type { Branch } from './wire';

type Props = {
  answer: Branch;
  steps: readonly Option[];
  fields: readonly ScriptField[];
  cx: Shown;
  onChange: (answer: Branch) => void;
  onRemove?: () => void;
};

const NONE = '';

/** An answer that the customer may give: where it leads, and what it says of the record. */
export function Answer({ answer, steps, fields, cx, onChange, onRemove }: Props) {
  const t = useTranslations('settings.scripts');
  const id = useId();
  const sets = Object.entries(answer.set ?? {});
  const put = (entries: [string, unknown][]) =>
    onChange({ ...answer, set: Object.fromEntries(entries) });
  const free = fields.filter((field) => !sets.some(([name]) => name === field.name));
  return (
    <div className={classes.answer}>
      <div className={classes.pair}>
        <TextInput
          aria-label={t('answer')}
          placeholder={t('answer')}
          value={answer.label}
          onChange={(event) => onChange({ ...answer, label: event.currentTarget.value })}
        />
        <Choose
          label={t('then')}
          value={answer.next}
          options={steps}
          onChange={(next) => onChange({ ...answer, next })}
        />
        {onRemove && (
          <IconButton size="small" label={t('removeAnswer')} onClick={onRemove}>
            <IconTrash size={15} />
          </IconButton>
        )}
      </div>
      {sets.map(([name, value]) => {
        const known = fields.find((field) => field.name === name);
        return (
          <div key={name} className={classes.pair}>
            <span className={classes.quiet}>{known?.label ?? name}</span>
            {known && (
              <FieldInput
                id={`${id}-${name}`}
                field={known.field}
                value={(value ?? null) as FieldValue}
                cx={cx}
                mode="form"
                label={known.label}
                onChange={(next) =>
                  put(sets.map(([key, old]) => [key, key === name ? (next ?? null) : old]))
                }
              />
            )}
            <IconButton
              size="small"
              label={t('removeSet', { field: known?.label ?? name })}
              onClick={() => put(sets.filter(([key]) => key !== name))}
            >
              <IconTrash size={15} />
            </IconButton>
          </div>
        );
      })}
      <Choose
        label={t('sets')}
        className={classes.sets}
        value={NONE}
        options={[
          { value: NONE, label: t('sets') },
          ...free.map((field) => ({ value: field.name, label: field.label, hint: field.of })),
        ]}
        onChange={(name) => name !== NONE && put([...sets, [name, null]])}
      />
    </div>
  );
}
