import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { FilterBar } from '@/records/filter/FilterBar';
import { useFilterFields } from '@/records/filter/fields';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextInput } from '@/ui/TextInput';
import { RemoveButton, useAct } from '../parts';
import shared from '../Settings.module.css';
import classes from './Distribution.module.css';
import { definitionOf, emptyRule, isWhole, methods, tidied, whole } from './draft';
import { People } from './People';
import {
  type AtWork,
  type Definition,
  distribution,
  distributionKey,
  type Method,
  type Rule,
  type Shared,
} from './wire';

type Props = { rule: Rule | null; object: ObjectType; shared: Shared; onClose: () => void };

/** One rule: which records, how one is chosen, among whom, and what becomes of leads that nobody accepts. */
export function RuleDialog({ rule, object, shared: key, onClose }: Props) {
  const t = useTranslations('settings.sharing');
  const all = useTranslations();
  const inWords = useTranslations('timeline.method');
  const { busy, act } = useAct();
  const ids = { form: useId(), method: useId(), skill: useId(), hours: useId() };
  const fields = useFilterFields(object);
  const [name, setName] = useState(rule?.name ?? '');
  const [draft, setDraft] = useState<Definition>(rule ? definitionOf(rule) : emptyRule());
  const set = (part: Partial<Definition>) => setDraft((old) => ({ ...old, ...part }));
  const touched = [distributionKey(key)];
  const ready = name.trim() !== '' && isWhole(draft);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const body = tidied(draft, key);
    const work = rule
      ? () => distribution.update(rule.id, { name: name.trim(), rule: body, version: rule.version })
      : () => distribution.create(key, name.trim(), body);
    if (await act(work, touched, all('settings.saved'))) onClose();
  };
  const remove = async () => {
    if (rule && (await act(() => distribution.remove(rule.id), touched, all('settings.removed'))))
      onClose();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size={640}
      title={rule ? rule.name : t('new')}
      footer={
        <>
          {rule && (
            <RemoveButton
              title={t('removeTitle', { name: rule.name })}
              lead={t('removeLead')}
              busy={busy}
              onRemove={() => void remove()}
            />
          )}
          <Button onClick={onClose}>{all('common.cancel')}</Button>
          <Button look="primary" type="submit" form={ids.form} busy={busy} disabled={!ready}>
            {all('common.save')}
          </Button>
        </>
      }
    >
      <form id={ids.form} className={shared.form} onSubmit={(event) => void save(event)}>
        <TextInput
          label={t('name')}
          hint={t('nameHint')}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <fieldset className={classes.part}>
          <legend className={classes.legend}>{t('which')}</legend>
          <div className={classes.filter}>
            {!draft.filter && <span className={classes.quiet}>{t('all')}</span>}
            <FilterBar
              object={object}
              filter={draft.filter ?? undefined}
              onChange={(filter) => set({ filter: filter ?? null })}
            />
          </div>
        </fieldset>
        <Labelled id={ids.method} label={t('how')} hint={t(`methodHint.${draft.method}`)}>
          <Choose
            id={ids.method}
            label={t('how')}
            size="large"
            value={draft.method}
            options={methods.map((method) => ({ value: method, label: inWords(method) }))}
            onChange={(method) => set({ method: method as Method })}
          />
        </Labelled>
        {draft.method === 'skill' && (
          <Labelled id={ids.skill} label={t('skillField')}>
            <Choose
              id={ids.skill}
              label={t('skillField')}
              size="large"
              value={draft.skill_field ?? null}
              placeholder={t('chooseField')}
              options={fields
                .filter(({ field }) => ['text', 'one_of', 'many_of', 'link'].includes(field.kind))
                .map((field) => ({ value: field.path, label: field.label, hint: field.through }))}
              onChange={(skill_field) => set({ skill_field })}
            />
          </Labelled>
        )}
        <People draft={draft} onChange={set} />
        <Labelled id={ids.hours} label={t('hours')}>
          <Choose
            id={ids.hours}
            label={t('hours')}
            size="large"
            value={draft.hours ?? 'prefer'}
            options={(['prefer', 'only', 'ignore'] as const).map((value) => ({
              value,
              label: t(`atWork.${value}`),
            }))}
            onChange={(hours) => set({ hours: hours as AtWork })}
          />
        </Labelled>
        <Amount
          label={t('capacity')}
          hint={t('capacityHint')}
          value={draft.capacity}
          onChange={(capacity) => set({ capacity })}
        />
        {key === 'lead' && <Waiting draft={draft} onChange={set} />}
      </form>
    </Dialog>
  );
}

type PartProps = { draft: Definition; onChange: (part: Partial<Definition>) => void };

function Waiting({ draft, onChange }: PartProps) {
  const t = useTranslations('settings.sharing');
  const hours = useTranslations('settings.hours');
  return (
    <>
      <Amount
        label={hours('react')}
        hint={t('reactHint')}
        after={hours('minutes')}
        value={draft.react_within}
        onChange={(react_within) => onChange({ react_within })}
      />
      <Amount
        label={t('moveAfter')}
        hint={t('moveAfterHint')}
        after={hours('minutes')}
        value={draft.move_after}
        onChange={(move_after) => onChange({ move_after })}
      />
      {draft.move_after && (
        <>
          <Amount
            label={t('moves')}
            placeholder="3"
            value={draft.moves}
            onChange={(moves) => onChange({ moves })}
          />
          <label className={shared.check}>
            <Checkbox
              label={t('escalate')}
              checked={draft.escalate ?? false}
              onChange={(escalate) => onChange({ escalate })}
            />
            <span>{t('escalate')}</span>
          </label>
        </>
      )}
    </>
  );
}

type AmountProps = {
  label: string;
  hint?: string;
  after?: string;
  placeholder?: string;
  value: number | null | undefined;
  onChange: (value: number | null) => void;
};

function Amount({ value, onChange, ...rest }: AmountProps) {
  return (
    <TextInput
      {...rest}
      type="number"
      min={1}
      inputMode="numeric"
      value={value ?? ''}
      onChange={(event) => onChange(whole(event.currentTarget.value))}
    />
  );
}
