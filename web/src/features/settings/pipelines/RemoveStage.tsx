import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import type { Stage } from '@/api/types';
import { Choose } from '@/ui/Choose';
import { ToneSquare } from '@/ui/Pill';
import { Labelled } from '@/ui/TextInput';
import { Ask, useAct } from '../parts';

type Props = { stage: Stage; others: readonly Stage[]; onClose: () => void };

/** Where the deals of a stage go before it is put away. */
export function RemoveStage({ stage, others, onClose }: Props) {
  const t = useTranslations('settings.pipelines');
  const { busy, act } = useAct();
  const id = useId();
  const alike = others.filter((other) => other.kind === stage.kind);
  const [to, setTo] = useState(alike[0]?.id ?? '');
  const remove = async () => {
    const done = await act(
      () => admin.stages.remove(stage.id, to || null),
      [keys.pipelines, keys.catalogue, ['figures'], ['records']],
      t('stageRemoved', { name: stage.name }),
    );
    if (done) onClose();
  };
  return (
    <Ask
      title={t('removeStage', { name: stage.name })}
      lead={t('removeLead')}
      yes={t('remove')}
      busy={busy}
      onYes={() => void remove()}
      onClose={onClose}
    >
      <Labelled id={id} label={t('dealsGoTo')}>
        <Choose
          id={id}
          label={t('dealsGoTo')}
          size="large"
          value={to}
          options={alike.map((other) => ({
            value: other.id,
            label: other.name,
            icon: <ToneSquare tone={other.tone} />,
          }))}
          onChange={setTo}
        />
      </Labelled>
    </Ask>
  );
}
