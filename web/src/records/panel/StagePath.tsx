import { IconRefresh, IconThumbDown, IconTrophy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import type { Shown } from '@/fields';
import { Button } from '@/ui/Button';
import { cx as join } from '@/ui/cx';
import { Dialog } from '@/ui/Dialog';
import { Pill } from '@/ui/Pill';
import { TextArea } from '@/ui/TextInput';
import { useVerb } from '../verbs';
import classes from './StagePath.module.css';

type Props = { object: ObjectType; record: Rec; cx: Shown };

/** Where a deal stands on its way, and how it ended. */
export function StagePath({ object, record, cx }: Props) {
  const t = useTranslations('record');
  const verb = useVerb();
  const [losing, setLosing] = useState(false);
  const stageId = record.fields.stage;
  const pipeline = cx.catalogue.pipelines.find((candidate) =>
    candidate.stages.some((stage) => stage.id === stageId),
  );
  const stage = pipeline?.stages.find((candidate) => candidate.id === stageId);
  if (!object.verbs.includes('move') || !pipeline || !stage) return null;
  const may = record.can?.edit !== false;
  const open = pipeline.stages.filter((candidate) => candidate.kind === 'open');
  const at = open.findIndex((candidate) => candidate.id === stageId);
  const won = pipeline.stages.find((candidate) => candidate.kind === 'won');
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
        {may && stage.kind === 'open' && (
          <>
            <Button
              size="small"
              icon={<IconTrophy size={14} stroke={1.7} />}
              onClick={() =>
                void verb(record, 'win', {}, t('wonSaid'), won ? { stage: won.id } : {})
              }
            >
              {t('win')}
            </Button>
            <Button
              size="small"
              icon={<IconThumbDown size={14} stroke={1.7} />}
              onClick={() => setLosing(true)}
            >
              {t('lose')}
            </Button>
          </>
        )}
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
      {losing && <LoseDialog record={record} onClose={() => setLosing(false)} />}
    </div>
  );
}

function LoseDialog({ record, onClose }: { record: Rec; onClose: () => void }) {
  const t = useTranslations();
  const verb = useVerb();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const lose = async () => {
    setBusy(true);
    const done = await verb(
      record,
      'lose',
      reason.trim() ? { reason: reason.trim() } : {},
      t('record.lostSaid'),
    );
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('record.loseTitle')}
      size={420}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void lose()}>
            {t('record.lose')}
          </Button>
        </>
      }
    >
      <TextArea
        label={t('record.loseReason')}
        hint={t('record.loseHint')}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
