import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery } from '@/api/types';
import { useSession } from '@/app/session';
import { useCatalogue, useObject } from '@/catalogue';
import { CreateDialog } from '@/records/form/CreateDialog';
import { Button } from '@/ui/Button';
import { Logo } from '@/ui/Logo';
import { Empty } from '@/ui/State';

const asked = ['company', 'contact', 'deal'];
const count: AggregateQuery = { measures: [{ fn: 'count' }] };

/** True once it is certain that there is nothing here yet. */
export function useIsEmpty(): boolean {
  const catalogue = useCatalogue();
  const objects = asked.filter((key) => catalogue.objects.some((object) => object.key === key));
  const results = useQueries({
    queries: objects.map((key) => ({
      queryKey: keys.aggregate(key, count),
      queryFn: ({ signal }: { signal: AbortSignal }) => api.records.aggregate(key, count, signal),
    })),
  });
  return (
    results.length > 0 &&
    results.every(
      (result) => result.data !== undefined && Number(result.data.rows[0]?.values[0] ?? 0) === 0,
    )
  );
}

/** A new workspace: bring the data, or begin with one customer. */
export function FirstSteps() {
  const t = useTranslations('home');
  const navigate = useNavigate();
  const { can } = useSession();
  const company = useObject('company');
  const [creating, setCreating] = useState(false);
  return (
    <>
      <Empty icon={<Logo size={28} />} title={t('emptyTitle')} hint={t('emptyHint')}>
        {can.import && (
          <Button
            look="primary"
            icon={<IconFileImport size={16} />}
            onClick={() => void navigate({ to: '/import' })}
          >
            {t('import')}
          </Button>
        )}
        {company?.can.create && (
          <Button icon={<IconPlus size={16} />} onClick={() => setCreating(true)}>
            {t('firstCompany')}
          </Button>
        )}
      </Empty>
      {creating && company && (
        <CreateDialog
          object={company}
          onClose={() => setCreating(false)}
          onCreated={(record) =>
            void navigate({
              to: '/records/$object/$id',
              params: { object: 'company', id: record.id },
            })
          }
        />
      )}
    </>
  );
}
