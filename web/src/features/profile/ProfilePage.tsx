import { IconUserCircle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { NotificationsSection } from '@/features/notifications/SettingsSection';
import { Page, PageBody, PageHeader } from '@/ui/Page';
import { FeedSection } from './FeedSection';
import { KeysSection } from './KeysSection';
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
          <NotificationsSection />
          <FeedSection />
          <KeysSection />
          <PasswordSection />
          <TokensSection />
        </div>
      </PageBody>
    </Page>
  );
}
