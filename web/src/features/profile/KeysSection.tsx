import { useTranslations } from 'use-intl';
import { usePreferences } from '@/app/preferences';
import { openKeys } from '@/features/palette/open';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import classes from './Profile.module.css';

/** Single letters as commands can be switched off: whoever dictates would set them off by speaking. */
export function KeysSection() {
  const t = useTranslations();
  const { preferences, keep } = usePreferences();
  return (
    <section className={classes.section}>
      <div className={classes.headingRow}>
        <h2 className={classes.heading}>{t('profile.keyboard')}</h2>
        <Button size="small" onClick={openKeys}>
          {t('search.keys')}
        </Button>
      </div>
      <label className={classes.check}>
        <Checkbox
          checked={preferences.letters !== false}
          label={t('profile.letters')}
          onChange={(letters) => keep({ letters })}
        />
        {t('profile.letters')}
      </label>
    </section>
  );
}
