import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { labelOf } from '@/api/labels';
import type { Rec } from '@/api/types';
import { useCodeText } from '@/app/problem-text';
import { useCatalogue } from '@/catalogue';
import { FieldInput, isEmpty, type Shown } from '@/fields';
import { Checkbox } from '@/ui/Checkbox';
import { Labelled } from '@/ui/TextInput';
import { type Linked, linked, type RuleField, ruleField } from '../rules/fields';
import classes from './Moving.module.css';
import type { Filling } from './useFilling';

type Props = {
  filling: Filling;
  /** The deal or lead that is about to move. */
  of: Pick<Rec, 'id' | 'object' | 'fields'>;
  /** The company and the contact, where they are not there to be asked for yet. */
  linkedTo?: Partial<Record<Linked, Pick<Rec, 'id' | 'fields'>>>;
  /** Whether one has tried to go on: what is still empty is said where it is. */
  tried?: boolean;
  cx: Shown;
};

/** Exactly what is missing, with the editors of the fields themselves: of the record, of its company, of its contact. */
export function MissingPart({ filling, of: record, linkedTo, tried, cx }: Props) {
  const t = useTranslations('moving');
  const catalogue = useCatalogue();
  const { fields, items } = filling.missing;
  const found = fields.flatMap((name) => ruleField(catalogue, name, record.object) ?? []);
  const own = found.filter(({ link }) => link === null);
  if (found.length === 0 && items.length === 0) return null;
  return (
    <>
      {own.map((one) => (
        <Missing key={one.name} {...{ filling, cx, tried }} of={one} record={record.fields} />
      ))}
      {linked.map((link) => (
        <LinkedFields
          key={link}
          {...{ filling, cx, tried, link, linkedTo }}
          of={record}
          fields={found.filter((one) => one.link === link)}
        />
      ))}
      {items.length > 0 && (
        <fieldset className={classes.group}>
          <legend className={classes.groupTitle}>{t('checklist')}</legend>
          {items.map((item) => (
            <label key={item} className={classes.item}>
              <Checkbox
                label={item}
                checked={filling.ticked.includes(item)}
                onChange={(on) => filling.tick(item, on)}
              />
              <span>{item}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

type LinkedProps = Props & { link: Linked; fields: readonly RuleField[] };

/** Fields of the company or the contact: of the one that the record has, or that is just being chosen. */
function LinkedFields({ filling, of: home, linkedTo, tried, cx, link, fields }: LinkedProps) {
  const chosen = filling.values[link] ?? home.fields[link];
  const id = typeof chosen === 'string' ? chosen : '';
  const known = linkedTo?.[link]?.id === id ? linkedTo[link] : undefined;
  const { data } = useQuery({
    queryKey: keys.record(link, id),
    queryFn: ({ signal }) => api.records.get(link, id, signal),
    enabled: id !== '' && !known && fields.length > 0,
  });
  const record = known ?? data;
  const first = fields[0];
  if (!first || !id) return null;
  const name = labelOf(id)?.label ?? String(record?.fields[first.object.title] ?? '');
  return (
    <fieldset className={classes.group}>
      <legend className={classes.groupTitle}>
        {first.object.label}
        <span className={classes.groupName}>{name}</span>
      </legend>
      {fields.map((one) => (
        <Missing
          key={one.name}
          {...{ filling, cx, tried }}
          of={one}
          record={record?.fields ?? {}}
        />
      ))}
    </fieldset>
  );
}

type MissingProps = {
  filling: Filling;
  of: RuleField;
  record: Rec['fields'];
  tried?: boolean;
  cx: Shown;
};

function Missing({ filling, of: { name, field }, record, tried, cx }: MissingProps) {
  const code = useCodeText();
  const id = useId();
  const value = filling.values[name] ?? record[field.key] ?? null;
  // That it is empty is what the dialog is about; anything else is said where it is wrong.
  const wrong = filling.problem?.problems.find(
    (item) => item.field === name || item.field?.startsWith(`${name}[`),
  );
  const error =
    wrong && !isEmpty(filling.values[name]) && wrong.code !== 'required'
      ? code(wrong.code, wrong.params)
      : tried && isEmpty(value)
        ? code('required')
        : undefined;
  return (
    <Labelled id={id} label={field.label} required error={error}>
      <FieldInput
        id={id}
        field={field}
        value={value}
        cx={cx}
        mode="form"
        label={field.label}
        record={record}
        invalid={error !== undefined}
        onChange={(next) => filling.put(name, next ?? null)}
      />
    </Labelled>
  );
}
