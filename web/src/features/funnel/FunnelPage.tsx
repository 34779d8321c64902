import { useTranslations } from 'use-intl';
import { Page, PageHeader } from '@/ui/Page';

export default function FunnelPage() {
  const t = useTranslations('shell');
  return (
    <Page>
      <PageHeader title={t('funnel')} />
    </Page>
  );
}
