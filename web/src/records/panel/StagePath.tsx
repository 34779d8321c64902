import { IconHourglassHigh, IconRefresh, IconThumbDown, IconTrophy } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec, Stage } from '@/api/types';
import { stageOf } from '@/catalogue';
import type { Shown } from '@/fields';
import { Button } from '@/ui/Button';
import { cx as join } from '@/ui/cx';
import { Pill } from '@/ui/Pill';
import { Tip } from '@/ui/Tip';
import { useMove } from '../moving/useMove';
import { daysSince, isRotting } from '../rules/stay';
import { useVerb } from '../verbs';
import classes from './StagePath.module.css';

type Props = {
  object: ObjectType;
  record: Rec;
  cx: Shown;
  /** With room the steps carry their names. */
  wide?: boolean;
};

const icon = { size: 14, stroke: 1.7, 'aria-hidden': true } as const;

/**
 * Where a deal or lead stands on its way, for how long, and how it ended. A step is clicked to go there. What becomes of a
 * lead is said by its own buttons.
 */
export function StagePath({ object, record, cx, wide }: Props) {
  const t = useTranslations('record');
  const verb = useVerb();
  const move = useMove();
  const home = stageOf(cx.catalogue, String(record.fields.stage ?? ''));
  if (!object.verbs.includes('move') || !home) return null;
  const { pipeline, stage } = home;
  const isLead = object.key === 'lead';
  const may = record.can?.edit !== false && !(isLead && stage.kind === 'won');
  const open = pipeline.stages.filter((candidate) => candidate.kind === 'open');
  const at = open.findIndex((candidate) => candidate.id === stage.id);
  const ends = pipeline.stages.filter((candidate) => candidate.kind !== 'open');
  return (
    <div className={join(classes.path, wide && classes.wide)}>
      <ol className={classes.steps} aria-label={t('stages')}>
        {open.map((candidate, index) => (
          <li key={candidate.id} className={classes.step}>
            <button
              type="button"
              disabled={!may || candidate.id === stage.id}
              title={candidate.name}
              aria-current={candidate.id === stage.id ? 'step' : undefined}
              className={join(
                classes.stepBar,
                stage.kind === 'won' && classes.stepWon,
                stage.kind === 'lost' && classes.stepLost,
                stage.kind === 'open' && index <= at && classes.stepDone,
                candidate.id === stage.id && classes.stepHere,
              )}
              onClick={() => void move(record, candidate)}
            >
              {wide && (
                <span className={classes.stepName} aria-hidden>
                  {candidate.name}
                </span>
              )}
              <span className={classes.srOnly}>{t('moveTo', { stage: candidate.name })}</span>
            </button>
          </li>
        ))}
      </ol>
      <div className={classes.outcome}>
        <Pill dot tone={stage.tone}>
          {stage.name}
        </Pill>
        <Stay record={record} stage={stage} cx={cx} />
        <span className={classes.spring} />
        {may &&
          !isLead &&
          stage.kind === 'open' &&
          ends.map((end) => (
            <Button
              key={end.id}
              size="small"
              icon={end.kind === 'won' ? <IconTrophy {...icon} /> : <IconThumbDown {...icon} />}
              onClick={() => void move(record, end)}
            >
              {end.name}
            </Button>
          ))}
        {may && !isLead && stage.kind !== 'open' && (
          <Button
            size="small"
            icon={<IconRefresh size={14} stroke={1.7} />}
            onClick={() => void verb(record, 'reopen', {}, t('reopenedSaid'))}
          >
            {t('reopen')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** For how long it has been there, marked when that is too long. */
function Stay({ record, stage, cx }: { record: Rec; stage: Stage; cx: Shown }) {
  const t = useTranslations('record');
  const days = daysSince(record.fields.stage_since);
  if (days === null || stage.kind !== 'open') return null;
  const since = cx.format.dateTime(String(record.fields.stage_since));
  if (!isRotting(stage, days)) {
    return (
      <Tip text={t('inStageSince', { date: since })}>
        <span className={classes.days}>{t('daysHere', { count: days })}</span>
      </Tip>
    );
  }
  return (
    <Tip text={t('rottingSince', { date: since, count: stage.rules?.rotting_days ?? 0 })}>
      <span className={classes.rotting}>
        <IconHourglassHigh size={13} stroke={1.8} aria-hidden />
        {t('rotting', { count: days })}
      </span>
    </Tip>
  );
}
