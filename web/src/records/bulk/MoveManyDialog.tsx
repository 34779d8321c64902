import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue, ObjectType, OutcomeRules } from '@/api/types';
import { useCodeText } from '@/app/problem-text';
import { pipelinesOf, stageOf, useCatalogue } from '@/catalogue';
import { FieldInput, isEmpty, kindOf, type Shown, useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextInput } from '@/ui/TextInput';
import { rulesOfEnd } from '../moving/store';
import { type RuleField, ruleField } from '../rules/fields';
import { useRuleLabel } from '../rules/useRuleLabel';
import classes from './Bulk.module.css';
import { useSettledDeed } from './BulkDialog';
import { type Deed, useBulk, useRehearsal, type Whom } from './deed';
import { Effect } from './Effect';
import { isCommon, type Lack, lacksOf } from './lacking';

type Props = {
  object: ObjectType;
  whom: Whom;
  count: number;
  /** The stage to begin with. */
  first?: string;
  /** What is set on the way, whatever the stage. */
  besides?: Values;
  onClose: () => void;
  /** Everything has moved. */
  onDone: () => void;
  /** These have not, and stay chosen. */
  onLeft: (ids: string[]) => void;
};

type Values = Record<string, FieldValue>;

/** Many deals or leads to one stage: what keeps some of them is told first, and what they have in common is filled in here. */
export default function MoveManyDialog(props: Props) {
  const { object, whom, count, besides, onClose, onDone, onLeft } = props;
  const t = useMoveText(object);
  const common = useTranslations('common');
  const catalogue = useCatalogue();
  const cx = useShown();
  const [stage, setStage] = useState<string | null>(props.first ?? null);
  const [values, setValues] = useState<Values>({});
  const [next, setNext] = useState('');
  const put = (name: string, value: FieldValue) =>
    setValues((before) => ({ ...before, [name]: value }));
  const home = stage ? stageOf(catalogue, stage) : undefined;
  const deed = useSettledDeed(
    stage
      ? moveTo(stage, values, next, besides, (name) => ruleField(catalogue, name, object.key))
      : null,
  );
  const rehearsal = useRehearsal(object, whom, deed);
  const { run, busy } = useBulk(object, () => {});
  const lacks = lacksOf(rehearsal.data);
  const asked = useAsked(stage, lacks);
  const changed = deed && rehearsal.data ? rehearsal.data.counts.changed : 0;
  const go = async () => {
    const done = deed && (await run(whom, deed));
    if (!done) return;
    const left = done.results.filter((one) => !one.ok).map((one) => one.id);
    if (left.length > 0) return onLeft(left);
    onDone();
    onClose();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('moveTitle', { count })}
      size={460}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="primary" busy={busy} disabled={changed === 0} onClick={() => void go()}>
            {changed > 0 ? t('moveDo', { count: changed }) : common('apply')}
          </Button>
        </>
      }
    >
      <Labelled label={t('moveTo')}>
        <Choose
          label={t('moveTo')}
          placeholder={t('movePick')}
          value={stage}
          options={pipelinesOf(catalogue, object.key).flatMap((pipeline) =>
            pipeline.stages
              .filter((one) => object.key === 'deal' || one.kind === 'open')
              .map((one) => ({ value: one.id, label: one.name, group: pipeline.name })),
          )}
          onChange={setStage}
        />
      </Labelled>
      {asked.length > 0 && <p className={classes.hint}>{t('moveLead')}</p>}
      {asked.map((lack) => (
        <Given
          key={lack.key}
          lack={lack}
          deals={lacks.find((one) => one.key === lack.key)?.deals ?? 0}
          object={object}
          rules={home && rulesOfEnd(home.pipeline, home.stage.kind)}
          {...{ values, put, cx }}
        />
      ))}
      {home && home.stage.kind === 'open' && (
        <div className={classes.given}>
          <TextInput
            label={t('moveNext')}
            hint={t('moveNextHint')}
            value={next}
            maxLength={250}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
        </div>
      )}
      <Others object={object} lacks={lacks.filter((lack) => !isCommon(lack.item))} />
      {deed && <Effect object={object} result={rehearsal.data} error={rehearsal.error} />}
    </Dialog>
  );
}

type Text = ReturnType<typeof useTranslations<'list'>>;
type Said = (key: string, values?: object) => string;

/** The words of the dialog; what is said otherwise of leads stands with their texts. */
function useMoveText(object: ObjectType): Text {
  const t = useTranslations('list');
  const leads = useTranslations('leads');
  return useMemo(() => {
    if (object.key !== 'lead') return t;
    const own = leads as unknown as Said & { has: (key: string) => boolean };
    const said: Said = (key, values) =>
      own.has(`many.${key}`) ? own(`many.${key}`, values) : (t as unknown as Said)(key, values);
    return said as unknown as Text;
  }, [object.key, t, leads]);
}

/** The move with what has been filled in for those that lack it. */
function moveTo(
  stage: string,
  values: Values,
  next: string,
  besides: Values | undefined,
  fieldOf: (name: string) => RuleField | undefined,
): Deed | null {
  const given = Object.entries(values).filter(([, value]) => !isEmpty(value));
  const wrong = given.some(([name, value]) => {
    const found = fieldOf(name);
    return found && kindOf(found.field).isWrong?.(value, found.field);
  });
  if (wrong) return null;
  const params: Record<string, unknown> = { stage };
  if (besides) params.set = besides;
  if (given.length > 0) params.fill = Object.fromEntries(given);
  if (next.trim()) params.next = { title: next.trim() };
  return { verb: 'move', params };
}

/** What has been asked for so far on the way to a stage: filled in, it stays to be seen and changed. */
function useAsked(stage: string | null, lacks: Lack[]): Lack[] {
  const [held, setHeld] = useState<{ stage: string | null; all: Lack[] }>({ stage, all: [] });
  const before = held.stage === stage ? held.all : [];
  const fresh = lacks.filter(
    (lack) => isCommon(lack.item) && !before.some((one) => one.key === lack.key),
  );
  const all = fresh.length > 0 ? [...before, ...fresh] : before;
  if (held.stage !== stage || fresh.length > 0) setHeld({ stage, all });
  return all;
}

type GivenProps = {
  object: ObjectType;
  lack: Lack;
  deals: number;
  rules: OutcomeRules | undefined;
  values: Values;
  put: (name: string, value: FieldValue) => void;
  cx: Shown;
};

/** One thing that deals lack, to be given for all of them. */
function Given({ object, lack: { item }, deals, rules, values, put, cx }: GivenProps) {
  const t = useMoveText(object);
  const catalogue = useCatalogue();
  const hint = deals > 0 ? t('missingIn', { count: deals }) : undefined;
  if (item.code === 'checklist') {
    const text = String(item.params?.item ?? '');
    const ticked = Array.isArray(values.checklist) ? (values.checklist as string[]) : [];
    const tick = (on: boolean) =>
      put('checklist', on ? [...ticked, text] : ticked.filter((one) => one !== text));
    return (
      <label className={classes.tick}>
        <Checkbox label={text} checked={ticked.includes(text)} onChange={tick} />
        <span>{text}</span>
        {hint && <small>{hint}</small>}
      </label>
    );
  }
  const found = ruleField(catalogue, item.field ?? '', object.key);
  if (!found) return null;
  return <Value found={found} hint={hint} rules={rules} values={values} put={put} cx={cx} />;
}

type ValueProps = Omit<GivenProps, 'object' | 'lack' | 'deals'> & {
  found: RuleField;
  hint?: string;
};

function Value({ found: { name, field }, hint, rules, values, put, cx }: ValueProps) {
  const reasons = name === 'outcome_reason' ? (rules?.reasons ?? []) : [];
  return (
    <div className={classes.given}>
      <Labelled label={field.label} hint={hint}>
        {reasons.length > 0 ? (
          <Choose
            label={field.label}
            value={typeof values[name] === 'string' ? (values[name] as string) : null}
            options={reasons.map((one) => ({ value: one.name, label: one.name }))}
            onChange={(reason) => put(name, reason)}
          />
        ) : (
          <FieldInput
            field={field}
            value={values[name] ?? null}
            cx={cx}
            mode="form"
            label={field.label}
            onChange={(value) => put(name, value ?? null)}
          />
        )}
      </Labelled>
    </div>
  );
}

/** What keeps deals from the stage and is not filled in for many: by what it is, with how many. */
function Others({ object, lacks }: { object: ObjectType; lacks: Lack[] }) {
  const t = useMoveText(object);
  const errors = useTranslations('errors');
  const code = useCodeText();
  const label = useRuleLabel();
  if (lacks.length === 0) return null;
  return (
    <ul className={classes.others}>
      {lacks.map(({ key, item, deals }) => {
        const words = code(item.code, item.params);
        const text = item.field
          ? errors('withField', { field: label(item.field), problem: words })
          : words;
        return (
          <li key={key}>
            {text} <b>{t('cannotMove', { count: deals })}</b>
            {item.field?.includes('.') && <small> {t('ownEach')}</small>}
          </li>
        );
      })}
    </ul>
  );
}
