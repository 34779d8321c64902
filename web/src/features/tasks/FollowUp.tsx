import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue } from '@/api/types';
import { useObject } from '@/catalogue';
import { FieldInput, type Shown } from '@/fields';
import { OutcomePart, type Said } from '@/records/moving/OutcomePart';
import { rulesOfEnd } from '@/records/moving/store';
import { Choose } from '@/ui/Choose';
import { ToneSquare } from '@/ui/Pill';
import { Segments } from '@/ui/Segments';
import { Labelled, TextInput } from '@/ui/TextInput';
import classes from './Tasks.module.css';
import type { DealOf } from './useDealOf';

export type What = 'none' | 'task' | 'stage' | 'won' | 'lost';

type FollowProps = {
  at: DealOf;
  what: What;
  /** Nothing is no answer. */
  must: boolean;
  onWhat: (what: What) => void;
};

/** What follows a task about a deal: another one, the next stage, or the end. */
export function FollowUp({ at, what, must, onWhat }: FollowProps) {
  const t = useTranslations('tasks');
  const ends = (['won', 'lost'] as const).filter((kind) =>
    at.pipeline.stages.some((stage) => stage.kind === kind),
  );
  const options: What[] = [
    ...(must ? [] : (['none'] as const)),
    'task',
    ...(at.pipeline.stages.some((one) => one.kind === 'open' && one.id !== at.stage.id)
      ? (['stage'] as const)
      : []),
    ...ends,
  ];
  return (
    <div className={classes.follow}>
      <span className={classes.followLabel}>{t('follows')}</span>
      <Segments
        className={classes.wrap}
        label={t('follows')}
        value={what}
        options={options.map((key) => ({ key, label: t(`follow.${key}`) }))}
        onPick={onWhat}
      />
      {must && <span className={classes.followHint}>{t('mustFollow')}</span>}
    </div>
  );
}

/** The stages that a deal goes on to from where it is, the next one first in line. */
export function stagesAfter({ stage, pipeline }: DealOf) {
  const allowed = stage.rules?.next;
  return pipeline.stages.filter(
    (one) => one.kind === 'open' && one.id !== stage.id && (!allowed || allowed.includes(one.id)),
  );
}

export function usualStage(at: DealOf): string | null {
  const after = stagesAfter(at);
  return (after.find((one) => one.position > at.stage.position) ?? after[0])?.id ?? null;
}

type StageProps = { at: DealOf; value: string | null; onChange: (stage: string) => void };

export function NextStage({ at, value, onChange }: StageProps) {
  const t = useTranslations('tasks');
  const id = useId();
  return (
    <Labelled id={id} label={t('nextStage')}>
      <Choose
        id={id}
        label={t('nextStage')}
        size="large"
        value={value}
        options={stagesAfter(at).map((stage) => ({
          value: stage.id,
          label: stage.name,
          icon: <ToneSquare tone={stage.tone} />,
        }))}
        onChange={onChange}
      />
    </Labelled>
  );
}

type EndProps = {
  at: DealOf;
  kind: 'won' | 'lost';
  said: Said;
  wanted: readonly string[];
  cx: Shown;
  onSaid: (change: Said) => void;
};

export function TheEnd({ at, kind, ...rest }: EndProps) {
  return <OutcomePart kind={kind} rules={rulesOfEnd(at.pipeline, kind)} {...rest} />;
}

const asked = ['type', 'due_at', 'duration', 'remind_before'];

type TaskProps = {
  title: string;
  values: Record<string, FieldValue>;
  cx: Shown;
  onTitle: (title: string) => void;
  onValue: (key: string, value: FieldValue) => void;
};

export function NextTask({ title, values, cx, onTitle, onValue }: TaskProps) {
  const t = useTranslations('tasks');
  const id = useId();
  const object = useObject('task');
  const fields = asked.flatMap((key) => object?.fields.find((field) => field.key === key) ?? []);
  return (
    <>
      <TextInput
        label={t('nextTitle')}
        required
        autoFocus
        value={title}
        onChange={(event) => onTitle(event.currentTarget.value)}
      />
      <div className={classes.pair}>
        {fields.map((field) => (
          <Labelled key={field.key} id={`${id}-${field.key}`} label={field.label}>
            <FieldInput
              id={`${id}-${field.key}`}
              field={field}
              value={values[field.key] ?? null}
              cx={cx}
              mode="form"
              label={field.label}
              onChange={(value) => onValue(field.key, value ?? null)}
            />
          </Labelled>
        ))}
      </div>
    </>
  );
}
