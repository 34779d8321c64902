import { useTranslations } from 'use-intl';
import { Page, PageHeader } from '@/ui/Page';

export default function RecordPage() {
  const t = useTranslations('shell');
  return (
    <Page>
      <PageHeader title={t('records')} />
    </Page>
  );
}
