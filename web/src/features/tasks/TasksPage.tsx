import { useTranslations } from 'use-intl';
import { Page, PageHeader } from '@/ui/Page';

export default function TasksPage() {
  const t = useTranslations('shell');
  return (
    <Page>
      <PageHeader title={t('tasks')} />
    </Page>
  );
}
