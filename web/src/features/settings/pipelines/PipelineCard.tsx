import {
  IconArchive,
  IconArchiveOff,
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
import { IconButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Pill } from '@/ui/Pill';
import { Sortable } from '@/ui/Sortable';
import { TonePicker } from '@/ui/TonePicker';
import { InlineText } from '../InlineText';
import { useAct } from '../parts';
import classes from './Pipelines.module.css';
import { RemoveStage } from './RemoveStage';

const touched = [keys.pipelines, keys.catalogue, ['figures', 'deal']];

/** One pipeline: its name, and its stages to be renamed, coloured, ordered, added and put away. */
export function PipelineCard({ pipeline, only }: { pipeline: Pipeline; only: boolean }) {
  const t = useTranslations('settings.pipelines');
  const { act } = useAct();
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
                    key: 'archive',
                    label: t('archive'),
                    icon: <IconArchive size={16} stroke={1.7} />,
                    disabled: pipeline.is_default || only,
                    onSelect: () => void change({ archived: true }),
                  },
                ]
          }
        />
      </header>
      {!pipeline.archived && (
        <>
          <Sortable
            items={stages}
            keyOf={(stage) => stage.id}
            handle={(stage) => t('moveStage', { name: stage.name })}
            onOrder={(next) => void sort(next)}
          >
            {(stage) => <StageRow stage={stage} onRemove={() => setRemoving(stage)} />}
          </Sortable>
          <NewStage pipeline={pipeline} />
        </>
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

function StageRow({ stage, onRemove }: { stage: Stage; onRemove: () => void }) {
  const t = useTranslations('settings.pipelines');
  const { act } = useAct();
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
        <Pill tone={stage.kind === 'won' ? 'green' : 'red'}>{t(`kind.${stage.kind}`)}</Pill>
      )}
      <IconButton size="small" label={t('removeStage', { name: stage.name })} onClick={onRemove}>
        <IconX size={15} />
      </IconButton>
    </>
  );
}

function NewStage({ pipeline }: { pipeline: Pipeline }) {
  const t = useTranslations('settings.pipelines');
  const { busy, act } = useAct();
  const [name, setName] = useState('');
  const add = async () => {
    if (!name.trim() || busy) return;
    const open = pipeline.stages.filter((stage) => stage.kind === 'open');
    // A new step stands before the end, and is at least as likely to be won as the one before it.
    const work = () =>
      admin.stages.create(pipeline.id, {
        name: name.trim(),
        kind: 'open',
        tone: 'blue',
        position: open.length,
        probability: open.at(-1)?.probability ?? 50,
      });
    if (await act(work, touched)) setName('');
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
    </form>
  );
}
