import { useTranslations } from 'use-intl';
import { Page, PageHeader } from '@/ui/Page';

export default function ImportPage() {
  const t = useTranslations('shell');
  return (
    <Page>
      <PageHeader title={t('import')} />
    </Page>
  );
}
