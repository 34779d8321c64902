import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import type { Pipeline, Stage } from '@/api/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ToneSquare } from '@/ui/Pill';
import { TabBar } from '@/ui/TabBar';
import { useAct } from '../parts';
import { draftOf, type RulesDraft, rulesOf } from './draft';
import classes from './Rules.module.css';
import { type Basics, StageBasics } from './StageBasics';
import { StageEntry } from './StageEntry';
import { StagePlan } from './StagePlan';
import { StageWork } from './StageWork';

type Props = {
  stage: Stage;
  pipelines: readonly Pipeline[];
  onClose: () => void;
};

/** What the parts of the dialog are given: the rules so far, and a way to change some of them. */
export type PartProps = {
  /** What goes through the pipeline. */
  object: string;
  rules: RulesDraft;
  onRules: (change: Partial<RulesDraft>) => void;
};

const parts = ['basics', 'entry', 'work', 'plan'] as const;
type Part = (typeof parts)[number];

/** A stage with everything that it asks of what enters and tells about it. */
export function StageDialog({ stage, pipelines, onClose }: Props) {
  const t = useTranslations();
  const { busy, act } = useAct();
  const ids = { form: useId(), body: useId() };
  const [part, setPart] = useState<Part>('basics');
  const [rules, setRules] = useState(() => draftOf(stage.rules));
  const [basics, setBasics] = useState<Basics>({
    name: stage.name,
    tone: stage.tone ?? 'gray',
    probability: stage.probability,
    status: stage.status ?? null,
  });
  const closed = stage.kind !== 'open';
  const home = pipelines.find(({ stages }) => stages.some(({ id }) => id === stage.id));
  const shared: PartProps = {
    object: home?.object ?? 'deal',
    rules,
    onRules: (change) => setRules((before) => ({ ...before, ...change })),
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!basics.name.trim()) {
      setPart('basics');
      return;
    }
    const { probability, status } = basics;
    const body = {
      name: basics.name.trim(),
      tone: basics.tone,
      ...(closed ? {} : { probability, status }),
      rules: rulesOf(rules),
    };
    const touched = [keys.pipelines, keys.catalogue, ['figures']];
    const { name, tone, probability: chance, status: meaning } = stage;
    const former = {
      name,
      tone,
      ...(closed ? {} : { probability: chance, status: meaning }),
      rules: rulesOf(draftOf(stage.rules)),
    };
    const done = await act(
      () => admin.stages.update(stage.id, body),
      touched,
      t('settings.saved'),
      () => admin.stages.update(stage.id, former),
    );
    if (done) onClose();
  };
  return (
    <Dialog
      opened
      size={620}
      onClose={onClose}
      title={
        <span className={classes.title}>
          <ToneSquare tone={basics.tone} />
          {t('rules.stageTitle', { name: stage.name })}
        </span>
      }
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={ids.form} busy={busy}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <TabBar
        label={t('rules.parts')}
        className={classes.tabs}
        controls={ids.body}
        active={part}
        tabs={parts
          .filter((key) => !closed || key !== 'plan')
          .map((key) => ({ key, label: t(`rules.part.${key}`) }))}
        onPick={(key) => setPart(key as Part)}
      />
      <form id={ids.form} onSubmit={(event) => void save(event)}>
        <div id={ids.body} role="tabpanel" className={classes.body}>
          {part === 'basics' && (
            <StageBasics {...shared} closed={closed} basics={basics} onBasics={setBasics} />
          )}
          {part === 'entry' && <StageEntry {...shared} stage={stage} pipelines={pipelines} />}
          {part === 'work' && <StageWork {...shared} stage={stage} />}
          {part === 'plan' && <StagePlan {...shared} />}
        </div>
      </form>
    </Dialog>
  );
}
