import { IconMessages } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { withTexts } from '@/i18n';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { type Offered, offeredKey, talks } from './wire';

const TalkSheet = lazy(withTexts(['talk'], () => import('./TalkSheet')));

const TALKED = ['lead', 'deal', 'contact', 'company'];

/** Begins a talk by one of the scripts that fit the record, or goes on with it; nothing where none fits. */
export function TalkButton({ record }: { record: Rec }) {
  const t = useTranslations('record');
  const [script, setScript] = useState<Offered | null>(null);
  const may = TALKED.includes(record.object) && record.can?.edit !== false && !record.deleted_at;
  // Where a deal stands decides which scripts fit: what is known goes with the stage.
  const { data } = useQuery({
    queryKey: [...offeredKey(record.object, record.id), record.fields.stage ?? null],
    queryFn: ({ signal }) => talks.offered(record.object, record.id, signal),
    enabled: may,
    staleTime: 30_000,
  });
  const scripts = data ?? [];
  const only = scripts.length === 1 ? scripts[0] : undefined;
  if (!may || (scripts.length === 0 && !script)) return null;
  const button = (
    <Button
      icon={<IconMessages size={15} stroke={1.7} aria-hidden />}
      onClick={only && (() => setScript(only))}
    >
      {t('talk')}
    </Button>
  );
  return (
    <>
      {only || scripts.length === 0 ? (
        button
      ) : (
        <Menu
          trigger={button}
          entries={scripts.map((one) => ({
            key: one.id,
            label: one.run ? t('goOnTalking', { script: one.name }) : one.name,
            onSelect: () => setScript(one),
          }))}
        />
      )}
      {script && (
        <Suspense>
          <TalkSheet
            key={script.id}
            script={script}
            record={record}
            onClose={() => setScript(null)}
          />
        </Suspense>
      )}
    </>
  );
}
