import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import { objectOf, useCatalogue } from '@/catalogue';
import { Button } from '@/ui/Button';
import { Failed } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import { NameDialog, Section, useAct } from '../parts';
import { PipelineCard } from './PipelineCard';

/** What goes through pipelines. */
const passes = ['deal', 'lead'] as const;
type Passes = (typeof passes)[number];

/** Pipelines of deals and of leads with their stages, in the order in which these pass them. */
export default function PipelinesSection() {
  const t = useTranslations('settings');
  const catalogue = useCatalogue();
  const [object, setObject] = useState<Passes>('deal');
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.pipelines, object],
    queryFn: () => admin.pipelines.list(object),
  });
  const tabs = passes.flatMap((key) => {
    const label = objectOf(catalogue, key)?.label_plural;
    return label ? [{ key, label }] : [];
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
      {tabs.length > 1 && (
        <TabBar
          label={t('section.pipelines')}
          active={object}
          tabs={tabs}
          onPick={(key) => setObject(key as Passes)}
        />
      )}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {[...shown, ...archived].map((pipeline) => (
        <PipelineCard key={pipeline.id} pipeline={pipeline} pipelines={data ?? []} />
      ))}
      {making && <NewPipeline object={object} onClose={() => setMaking(false)} />}
    </Section>
  );
}

function NewPipeline({ object, onClose }: { object: Passes; onClose: () => void }) {
  const t = useTranslations('settings.pipelines');
  const { busy, act } = useAct();
  const make = async (name: string) => {
    const work = () => admin.pipelines.create({ name, object });
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
