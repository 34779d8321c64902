import { useTranslations } from 'use-intl';
import { Page, PageHeader } from '@/ui/Page';

export default function ListPage() {
  const t = useTranslations('shell');
  return (
    <Page>
      <PageHeader title={t('records')} />
    </Page>
  );
}
