import { IconCoins, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useShown } from '@/fields/shown';
import { Button } from '@/ui/Button';
import { Empty, Failed, Skeleton } from '@/ui/State';
import { Section } from '../parts';
import { CurrencyRates } from './CurrencyRates';
import { RateDialog } from './RateDialog';
import { byCurrency, type Rate, rates, ratesKey } from './wire';

/** What other currencies are worth in the workspace's, from day to day. */
export default function RatesSection() {
  const t = useTranslations('settings');
  const { format } = useShown();
  const found = useQuery({ queryKey: ratesKey, queryFn: rates.list });
  const [edited, setEdited] = useState<Partial<Rate> | null>(null);
  const groups = byCurrency(found.data ?? []);
  return (
    <Section
      title={t('section.rates')}
      lead={t('rates.lead', { currency: format.currency })}
      action={
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} />}
          onClick={() => setEdited({})}
        >
          {t('rates.new')}
        </Button>
      }
    >
      {found.error && !found.data && (
        <Failed error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.isLoading && <Skeleton height={50} />}
      {found.data?.length === 0 && (
        <Empty
          icon={<IconCoins size={22} stroke={1.6} />}
          title={t('rates.none')}
          hint={t('rates.noneHint', { currency: format.currency })}
        />
      )}
      {groups.map((group) => (
        <CurrencyRates key={group.currency} {...group} onEdit={setEdited} />
      ))}
      {edited && (
        <RateDialog rate={edited} all={found.data ?? []} onClose={() => setEdited(null)} />
      )}
    </Section>
  );
}
