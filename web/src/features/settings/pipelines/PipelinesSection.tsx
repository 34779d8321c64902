import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Failed } from '@/ui/State';
import { TextInput } from '@/ui/TextInput';
import { Section, useAct } from '../parts';
import classes from '../Settings.module.css';
import { PipelineCard } from './PipelineCard';

/** Pipelines and their stages, in the order in which deals pass them. */
export default function PipelinesSection() {
  const t = useTranslations('settings');
  const { data, error, refetch } = useQuery({
    queryKey: keys.pipelines,
    queryFn: admin.pipelines.list,
  });
  const [making, setMaking] = useState(false);
  const shown = data?.filter((pipeline) => !pipeline.archived) ?? [];
  const archived = data?.filter((pipeline) => pipeline.archived) ?? [];
  return (
    <Section
      title={t('section.pipelines')}
      lead={t('pipelines.lead')}
      action={
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} />}
          onClick={() => setMaking(true)}
        >
          {t('pipelines.new')}
        </Button>
      }
    >
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {[...shown, ...archived].map((pipeline) => (
        <PipelineCard key={pipeline.id} pipeline={pipeline} pipelines={data ?? []} />
      ))}
      {making && <NewPipeline onClose={() => setMaking(false)} />}
    </Section>
  );
}

function NewPipeline({ onClose }: { onClose: () => void }) {
  const t = useTranslations();
  const { busy, act } = useAct();
  const [name, setName] = useState('');
  const make = async () => {
    if (!name.trim()) return;
    const work = () => admin.pipelines.create({ name: name.trim() });
    if (await act(work, [keys.pipelines, keys.catalogue])) onClose();
  };
  return (
    <Dialog
      opened
      size={420}
      onClose={onClose}
      title={t('settings.pipelines.new')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!name.trim()} onClick={() => void make()}>
            {t('common.create')}
          </Button>
        </>
      }
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <TextInput
          label={t('settings.pipelines.name')}
          hint={t('settings.pipelines.newHint')}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
