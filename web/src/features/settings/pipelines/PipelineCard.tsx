import {
  IconAdjustmentsHorizontal,
  IconArchive,
  IconArchiveOff,
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconPlus,
  IconStar,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import type { Pipeline, Stage } from '@/api/types';
import { Button, IconButton } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Menu } from '@/ui/Menu';
import { Pill } from '@/ui/Pill';
import { Sortable } from '@/ui/Sortable';
import { TonePicker } from '@/ui/TonePicker';
import { InlineText } from '../InlineText';
import { useAct } from '../parts';
import { tally } from './draft';
import { PipelineDialog } from './PipelineDialog';
import classes from './Pipelines.module.css';
import { RemoveStage } from './RemoveStage';
import { StageDialog } from './StageDialog';

const touched = [keys.pipelines, keys.catalogue, ['figures']];

type Props = { pipeline: Pipeline; pipelines: readonly Pipeline[] };

/** One pipeline: its name and rules, and its stages to be renamed, coloured, ordered, added and put away. */
export function PipelineCard({ pipeline, pipelines }: Props) {
  const t = useTranslations('settings.pipelines');
  const rules = useTranslations('rules');
  const { act } = useAct();
  const inUse = pipelines.filter((other) => !other.archived);
  const place = inUse.findIndex((other) => other.id === pipeline.id);
  const [ruling, setRuling] = useState<Stage | 'pipeline' | null>(null);
  const [order, setOrder] = useState<Stage[] | null>(null);
  const [removing, setRemoving] = useState<Stage | null>(null);
  const stages = order ?? pipeline.stages;
  const change = (body: Parameters<typeof admin.pipelines.update>[1]) =>
    act(() => admin.pipelines.update(pipeline.id, body), touched);
  const sort = async (next: Stage[]) => {
    setOrder(next);
    await change({ stages: next.map(({ id }) => id) });
    setOrder(null);
  };
  return (
    <article className={classes.card} aria-label={pipeline.name}>
      <header className={classes.head}>
        <InlineText
          className={classes.title}
          label={t('name')}
          value={pipeline.name}
          disabled={pipeline.archived}
          onSave={(name) => void change({ name })}
        />
        {pipeline.is_default && <Pill tone="violet">{t('default')}</Pill>}
        {pipeline.archived && <Pill tone="gray">{t('archived')}</Pill>}
        {!pipeline.archived && (
          <Button
            size="small"
            icon={<IconAdjustmentsHorizontal size={15} stroke={1.7} aria-hidden />}
            aria-label={rules('ofPipeline', { name: pipeline.name })}
            onClick={() => setRuling('pipeline')}
          >
            {rules('button')}
          </Button>
        )}
        <Menu
          position="bottom-end"
          trigger={
            <IconButton size="small" label={t('actions', { name: pipeline.name })}>
              <IconDots size={16} />
            </IconButton>
          }
          entries={
            pipeline.archived
              ? [
                  {
                    key: 'back',
                    label: t('restore'),
                    icon: <IconArchiveOff size={16} stroke={1.7} />,
                    onSelect: () => void change({ archived: false }),
                  },
                ]
              : [
                  {
                    key: 'default',
                    label: t('makeDefault'),
                    icon: <IconStar size={16} stroke={1.7} />,
                    disabled: pipeline.is_default,
                    onSelect: () => void change({ is_default: true }),
                  },
                  {
                    key: 'up',
                    label: t('moveUp'),
                    icon: <IconArrowUp size={16} stroke={1.7} />,
                    disabled: place < 1,
                    onSelect: () => void change({ position: place - 1 }),
                  },
                  {
                    key: 'down',
                    label: t('moveDown'),
                    icon: <IconArrowDown size={16} stroke={1.7} />,
                    disabled: place >= inUse.length - 1,
                    onSelect: () => void change({ position: place + 1 }),
                  },
                  {
                    key: 'archive',
                    label: t('archive'),
                    icon: <IconArchive size={16} stroke={1.7} />,
                    disabled: pipeline.is_default || inUse.length < 2,
                    onSelect: () => void change({ archived: true }),
                  },
                ]
          }
        />
      </header>
      {!pipeline.archived && (
        <>
          <Sortable
            className={classes.stages}
            items={stages}
            keyOf={(stage) => stage.id}
            handle={(stage) => t('moveStage', { name: stage.name })}
            onOrder={(next) => void sort(next)}
          >
            {(stage) => (
              <StageRow
                stage={stage}
                kinds={kindsOf(pipeline)}
                // There is always one stage of each kind.
                last={stages.filter((other) => other.kind === stage.kind).length < 2}
                onRules={() => setRuling(stage)}
                onRemove={() => setRemoving(stage)}
              />
            )}
          </Sortable>
          <NewStage pipeline={pipeline} />
        </>
      )}
      {ruling === 'pipeline' && (
        <PipelineDialog pipeline={pipeline} onClose={() => setRuling(null)} />
      )}
      {ruling && ruling !== 'pipeline' && (
        <StageDialog stage={ruling} pipelines={pipelines} onClose={() => setRuling(null)} />
      )}
      {removing && (
        <RemoveStage
          stage={removing}
          others={pipeline.stages.filter((stage) => stage.id !== removing.id)}
          onClose={() => setRemoving(null)}
        />
      )}
    </article>
  );
}

/** What the ends of a pipeline are called: deals are won, leads converted. */
const kindsOf = ({ object }: Pipeline) => (object === 'lead' ? 'kindOfLead' : 'kind');

type RowProps = {
  stage: Stage;
  kinds: ReturnType<typeof kindsOf>;
  last: boolean;
  onRules: () => void;
  onRemove: () => void;
};

function StageRow({ stage, kinds, last, onRules, onRemove }: RowProps) {
  const t = useTranslations('settings.pipelines');
  const rules = useTranslations('rules');
  const { act } = useAct();
  const asked = tally(stage.rules).map(({ key, count }) => rules(`tally.${key}`, { count }));
  const change = (body: Parameters<typeof admin.stages.update>[1]) =>
    void act(() => admin.stages.update(stage.id, body), touched);
  return (
    <>
      <TonePicker
        label={t('tone', { name: stage.name })}
        value={stage.tone ?? 'gray'}
        onChange={(tone) => change({ tone })}
      />
      <InlineText
        className={classes.stageName}
        label={t('stageName', { name: stage.name })}
        value={stage.name}
        onSave={(name) => change({ name })}
      />
      <button
        type="button"
        className={classes.rules}
        aria-label={rules('ofStage', { name: stage.name })}
        title={asked.join(' · ')}
        onClick={onRules}
      >
        <IconAdjustmentsHorizontal size={15} stroke={1.7} aria-hidden />
        <span>{asked.length > 0 ? asked.join(' · ') : rules('button')}</span>
      </button>
      {stage.kind === 'open' ? (
        <InlineText
          className={classes.chance}
          label={t('probability', { name: stage.name })}
          type="number"
          max={100}
          after="%"
          value={String(stage.probability)}
          onSave={(value) => change({ probability: Math.max(0, Math.min(100, Number(value))) })}
        />
      ) : (
        <span className={classes.end}>
          <Pill tone={stage.kind === 'won' ? 'green' : 'red'}>{t(`${kinds}.${stage.kind}`)}</Pill>
        </span>
      )}
      <IconButton
        size="small"
        label={t('removeStage', { name: stage.name })}
        disabled={last}
        onClick={onRemove}
      >
        <IconX size={15} />
      </IconButton>
    </>
  );
}

function NewStage({ pipeline }: { pipeline: Pipeline }) {
  const t = useTranslations('settings.pipelines');
  const { busy, act } = useAct();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Stage['kind']>('open');
  const add = async () => {
    if (!name.trim() || busy) return;
    const open = pipeline.stages.filter((stage) => stage.kind === 'open');
    // A new step stands before the end, and is at least as likely to be won as the one before it.
    const step = {
      tone: 'blue' as const,
      position: open.length,
      probability: open.at(-1)?.probability ?? 50,
    };
    const work = () =>
      admin.stages.create(pipeline.id, {
        name: name.trim(),
        kind,
        ...(kind === 'open' ? step : {}),
      });
    if (await act(work, touched)) {
      setName('');
      setKind('open');
    }
  };
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <IconPlus size={16} stroke={1.7} aria-hidden />
      <input
        aria-label={t('addStage')}
        placeholder={t('addStage')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {name.trim() && (
        <Choose
          label={t('kindOfStage')}
          className={classes.kind}
          value={kind}
          options={(['open', 'won', 'lost'] as const).map((one) => ({
            value: one,
            label: t(`${kindsOf(pipeline)}.${one}`),
          }))}
          onChange={(next) => setKind(next as Stage['kind'])}
        />
      )}
      {name.trim() && (
        <Button size="small" type="submit" busy={busy}>
          {t('add')}
        </Button>
      )}
    </form>
  );
}
