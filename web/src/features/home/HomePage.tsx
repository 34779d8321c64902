import { useTranslations } from 'use-intl';
import { Page, PageHeader } from '@/ui/Page';

export default function HomePage() {
  const t = useTranslations('shell');
  return (
    <Page>
      <PageHeader title={t('home')} />
    </Page>
  );
}
