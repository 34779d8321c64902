import { IconMessageExclamation } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useObject } from '@/catalogue';
import { withTexts } from '@/i18n';
import { Button, IconButton } from '@/ui/Button';
import type { Noted } from './marks';
import type { About } from './wire';

const MarkDialog = lazy(withTexts(['talk'], () => import('./MarkDialog')));

/** Opens the library to mark what was met; nothing for who may not, and where there is nothing to mark about. */
export function MarkButton({
  about,
  wide,
  onNoted,
}: {
  about: About;
  wide?: boolean;
  /** Takes the mark instead of keeping it at once. */
  onNoted?: (noted: Noted) => void;
}) {
  const t = useTranslations('record');
  const met = useObject('objection_met');
  const [opened, setOpened] = useState(false);
  const field = met?.fields.find((one) => one.key === 'about');
  if (met?.can.create !== true || !field?.targets?.includes(about.object)) return null;
  const icon = <IconMessageExclamation size={16} stroke={1.7} aria-hidden />;
  return (
    <>
      {wide ? (
        <Button size="small" look="quiet" icon={icon} onClick={() => setOpened(true)}>
          {t('markObjection')}
        </Button>
      ) : (
        <IconButton size="small" label={t('markObjection')} onClick={() => setOpened(true)}>
          {icon}
        </IconButton>
      )}
      {opened && (
        <Suspense>
          <MarkDialog about={about} onNoted={onNoted} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
