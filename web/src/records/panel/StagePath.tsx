import { IconRefresh, IconThumbDown, IconTrophy } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec, Stage } from '@/api/types';
import type { Shown } from '@/fields';
import { Button } from '@/ui/Button';
import { cx as join } from '@/ui/cx';
import { Pill } from '@/ui/Pill';
import { useOutcome } from '../outcome/useOutcome';
import { useVerb } from '../verbs';
import classes from './StagePath.module.css';

type Props = { object: ObjectType; record: Rec; cx: Shown };

const icon = { size: 14, stroke: 1.7, 'aria-hidden': true } as const;

/** Where a deal stands on its way, and how it ended. */
export function StagePath({ object, record, cx }: Props) {
  const t = useTranslations('record');
  const verb = useVerb();
  const outcome = useOutcome();
  const stageId = record.fields.stage;
  const pipeline = cx.catalogue.pipelines.find((candidate) =>
    candidate.stages.some((stage) => stage.id === stageId),
  );
  const stage = pipeline?.stages.find((candidate) => candidate.id === stageId);
  if (!object.verbs.includes('move') || !pipeline || !stage) return null;
  const may = record.can?.edit !== false;
  const open = pipeline.stages.filter((candidate) => candidate.kind === 'open');
  const at = open.findIndex((candidate) => candidate.id === stageId);
  const ends = pipeline.stages.filter((candidate) => candidate.kind !== 'open');
  const close = async (to: Stage) => {
    const won = to.kind === 'won';
    const given = await outcome.ask({ kind: won ? 'won' : 'lost', deal: record });
    if (!given) return;
    // The first of its kind is meant when none is named.
    const named = ends.find((end) => end.kind === to.kind) === to ? {} : { stage: to.id };
    const said = t(won ? 'wonSaid' : 'lostSaid');
    await verb(record, won ? 'win' : 'lose', { ...named, ...given }, said, { stage: to.id });
  };
  return (
    <div className={classes.path}>
      <ol className={classes.steps} aria-label={t('stages')}>
        {open.map((candidate, index) => (
          <li key={candidate.id} className={classes.step}>
            <button
              type="button"
              disabled={!may || candidate.id === stageId}
              title={candidate.name}
              aria-current={candidate.id === stageId ? 'step' : undefined}
              className={join(
                classes.stepBar,
                stage.kind === 'won' && classes.stepWon,
                stage.kind === 'lost' && classes.stepLost,
                stage.kind === 'open' && index <= at && classes.stepDone,
              )}
              onClick={() =>
                void verb(
                  record,
                  'move',
                  { stage: candidate.id },
                  t('movedTo', { stage: candidate.name }),
                  { stage: candidate.id },
                )
              }
            >
              <span className={classes.srOnly}>{t('moveTo', { stage: candidate.name })}</span>
            </button>
          </li>
        ))}
      </ol>
      <div className={classes.outcome}>
        <Pill dot tone={stage.tone}>
          {stage.name}
        </Pill>
        <span className={classes.spring} />
        {may &&
          stage.kind === 'open' &&
          ends.map((end) => (
            <Button
              key={end.id}
              size="small"
              icon={end.kind === 'won' ? <IconTrophy {...icon} /> : <IconThumbDown {...icon} />}
              onClick={() => void close(end)}
            >
              {end.name}
            </Button>
          ))}
        {may && stage.kind !== 'open' && (
          <Button
            size="small"
            icon={<IconRefresh size={14} stroke={1.7} />}
            onClick={() => void verb(record, 'reopen', {}, t('reopenedSaid'))}
          >
            {t('reopen')}
          </Button>
        )}
      </div>
      {outcome.dialog}
    </div>
  );
}
