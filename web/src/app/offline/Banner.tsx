import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { useConnected } from '../live';
import classes from './Banner.module.css';

/** A server that is being started anew is away for a moment; longer than this is worth a word. */
const PATIENCE = 2500;

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}

/** Says that what is on the screen is what was last seen. */
export function OfflineBanner() {
  const t = useTranslations('shell');
  const connected = useConnected();
  const online = useOnline();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (connected && online) {
      setLost(false);
      return undefined;
    }
    const timer = setTimeout(() => setLost(true), online ? PATIENCE : 0);
    return () => clearTimeout(timer);
  }, [connected, online]);
  if (!lost) return null;
  return (
    <div className={classes.banner} role="status">
      <IconCloudOff size={16} stroke={1.7} aria-hidden />
      <span>
        <b>{t('offline')}</b> {t('offlineHint')}
      </span>
    </div>
  );
}
