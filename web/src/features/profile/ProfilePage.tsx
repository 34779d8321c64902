import { IconUserCircle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Page, PageBody, PageHeader } from '@/ui/Page';
import { PasswordSection } from './PasswordSection';
import { PersonSection } from './PersonSection';
import classes from './Profile.module.css';
import { TokensSection } from './TokensSection';

export default function ProfilePage() {
  const t = useTranslations('profile');
  return (
    <Page>
      <PageHeader icon={<IconUserCircle size={18} stroke={1.6} />} title={t('title')} />
      <PageBody>
        <div className={classes.column}>
          <PersonSection />
          <PasswordSection />
          <TokensSection />
        </div>
      </PageBody>
    </Page>
  );
}
