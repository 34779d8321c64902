import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import { Button } from '@/ui/Button';
import { Failed } from '@/ui/State';
import { NameDialog, Section, useAct } from '../parts';
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
  const t = useTranslations('settings.pipelines');
  const { busy, act } = useAct();
  const make = async (name: string) => {
    const work = () => admin.pipelines.create({ name });
    if (await act(work, [keys.pipelines, keys.catalogue])) onClose();
  };
  return (
    <NameDialog
      title={t('new')}
      label={t('name')}
      hint={t('newHint')}
      busy={busy}
      onName={(name) => void make(name)}
      onClose={onClose}
    />
  );
}
