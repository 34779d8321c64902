import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import { fieldOf, useCatalogue, useObject } from '@/catalogue';
import { FieldDisplay, FieldInput, isEmpty, type Shown } from '@/fields';
import { Choose } from '@/ui/Choose';
import { Segments } from '@/ui/Segments';
import { Labelled, TextInput } from '@/ui/TextInput';
import type { Choice, Kind, Part } from './conversion';
import classes from './Leads.module.css';

type Props = {
  kind: Kind;
  part: Part | null;
  choice: Choice;
  cx: Shown;
  onChoose: (choice: Choice) => void;
};

type How = 'new' | 'existing' | 'none';

/** What only follows from being made. */
const own = new Set([
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'number',
  'pipeline',
  'stage',
  'furthest_stage',
  'stage_since',
  'probability',
  'next_task',
  'next_task_at',
  'completeness',
]);

/** One of the records that an inquiry becomes: a new one with what it takes over, one that is there, or none. */
export function ConvertPart({ kind, part, choice, cx, onChoose }: Props) {
  const t = useTranslations('leads');
  const id = useId();
  const object = useObject(kind);
  const lead = useObject('lead');
  const link = fieldOf(lead, kind);
  const pipelines = useCatalogue().pipelines.filter(
    (one) => one.object === 'deal' && !one.archived && one.can_use,
  );
  if (!object) return null;
  const how: How =
    choice.how === 'usual' ? (part ? (part.is_new ? 'new' : 'existing') : 'none') : choice.how;
  const said = choice.how === 'usual' || choice.how === 'new' ? choice : undefined;
  const name = said?.name;
  const chosen = choice.how === 'existing' ? choice.id : how === 'existing' ? part?.record.id : '';
  const pick = (next: How) => {
    if (next === 'none') onChoose({ how: 'none' });
    if (next === 'new') onChoose({ how: 'new' });
    if (next === 'existing') onChoose({ how: 'existing', id: chosen ?? '' });
  };
  const carried = object.fields.filter(
    (field) =>
      !own.has(field.key) && !field.system && !isEmpty(part?.record.fields[field.key] as never),
  );
  return (
    <section className={classes.part} aria-labelledby={id}>
      <header className={classes.partHead}>
        <h3 id={id}>{object.label}</h3>
        <Segments
          label={object.label}
          value={how}
          options={(['new', 'existing', 'none'] as const).map((key) => ({
            key,
            label: t(`how.${key}`),
          }))}
          onPick={pick}
        />
      </header>
      {how === 'existing' && link && (
        <Labelled id={`${id}-link`}>
          <FieldInput
            id={`${id}-link`}
            field={link}
            value={chosen || null}
            cx={cx}
            mode="form"
            label={object.label}
            onChange={(next) =>
              onChoose({ how: 'existing', id: typeof next === 'string' ? next : '' })
            }
          />
        </Labelled>
      )}
      {how === 'new' && part?.is_new && (
        <>
          <TextInput
            aria-label={t('nameOf', { object: object.label })}
            placeholder={String(part.record.fields[object.title] ?? '')}
            value={name ?? String(part.record.fields[object.title] ?? '')}
            onChange={(event) => onChoose({ ...said, how: 'new', name: event.currentTarget.value })}
          />
          {kind === 'deal' && pipelines.length > 1 && (
            <Labelled label={fieldOf(object, 'pipeline')?.label ?? ''}>
              <Choose
                label={fieldOf(object, 'pipeline')?.label ?? ''}
                value={said?.pipeline ?? String(part.record.fields.pipeline ?? '')}
                options={pipelines.map((one) => ({ value: one.id, label: one.name }))}
                onChange={(pipeline) => onChoose({ ...said, how: 'new', pipeline })}
              />
            </Labelled>
          )}
          {carried.length > 0 && (
            <dl className={classes.carried}>
              {carried.map((field) => (
                <div key={field.key}>
                  <dt>{field.label}</dt>
                  <dd>
                    {field.kind === 'link' && !labelOf(String(part.record.fields[field.key])) ? (
                      t('theNewOne')
                    ) : (
                      <FieldDisplay
                        field={field}
                        value={part.record.fields[field.key]}
                        cx={cx}
                        inTable
                      />
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
    </section>
  );
}
