import { IconFileOff, IconMoodEmpty } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Problem } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Empty, Failed } from '@/ui/State';

export function PageGone() {
  const t = useTranslations('shell');
  return (
    <Empty icon={<IconFileOff size={22} />} title={t('pageGone')} hint={t('pageGoneHint')}>
      <Link to="/">{t('goHome')}</Link>
    </Empty>
  );
}

/** The same in the frame of the shell. */
export function PageUnknown() {
  return (
    <Page>
      <PageGone />
    </Page>
  );
}

/** The page of last resort. A refusal of the server is put into words; a fault of the UI offers to load again. */
export function Crashed({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useTranslations('shell');
  if (error instanceof Problem) {
    return <Failed error={error} onRetry={() => (reset ? reset() : location.reload())} />;
  }
  const words = error instanceof Error ? error.message : '';
  const stale = /dynamically imported module|Importing a module script failed/i.test(words);
  return (
    <Empty
      icon={<IconMoodEmpty size={22} />}
      title={t('crashed')}
      hint={stale ? t('newVersion') : t('crashedHint')}
    >
      <Button onClick={() => location.reload()}>{t('reload')}</Button>
    </Empty>
  );
}
