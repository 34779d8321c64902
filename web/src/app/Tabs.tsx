import { IconDots, IconSearch } from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useUnread } from '@/features/notifications/data';
import { openPalette } from '@/features/palette/open';
import { cx } from '@/ui/cx';
import { Menu } from '@/ui/Menu';
import { isHere, usePlaces } from './navigation';
import classes from './Tabs.module.css';
import { useSignOut } from './UserMenu';

const onBar = ['home', 'tasks', 'company', 'deal'];

/** The tabs of the phone and the search; what has no room there is under "More". */
export function Tabs() {
  const t = useTranslations('shell');
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { top, records, tools } = usePlaces();
  const unread = useUnread();
  const all = [...top, ...records, ...tools];
  const bar = onBar.flatMap((key) => all.filter((place) => place.key === key));
  const rest = all.filter((place) => !bar.includes(place));
  const restHere = rest.some((place) => isHere(place, pathname)) || pathname === '/profile';
  return (
    <nav className={classes.tabs} aria-label={t('mainMenu')}>
      {bar.map((place) => {
        const here = isHere(place, pathname);
        return (
          <Link
            key={place.key}
            {...place.link}
            className={cx(classes.tab, here && classes.here)}
            aria-current={here ? 'page' : undefined}
          >
            {place.icon}
            <span className={classes.text}>{place.label}</span>
          </Link>
        );
      })}
      <button type="button" className={classes.tab} onClick={openPalette}>
        <IconSearch size={20} stroke={1.7} aria-hidden />
        <span className={classes.text}>{t('search')}</span>
      </button>
      <Menu
        position="top-end"
        width={230}
        trigger={
          <button type="button" className={cx(classes.tab, restHere && classes.here)}>
            <IconDots size={20} stroke={1.7} aria-hidden />
            {unread > 0 && (
              <i className={classes.news} role="img" aria-label={t('notifications')} />
            )}
            <span className={classes.text}>{t('more')}</span>
          </button>
        }
        entries={[
          ...rest.map((place) => ({
            key: place.key,
            label: place.label,
            shortcut: place.key === 'notifications' && unread > 0 ? String(unread) : undefined,
            icon: place.icon,
            onSelect: () => void navigate(place.link),
          })),
          { key: 'd1', divider: true },
          {
            key: 'profile',
            label: t('profile'),
            onSelect: () => void navigate({ to: '/profile' }),
          },
          { key: 'out', label: t('signOut'), onSelect: signOut },
        ]}
      />
    </nav>
  );
}
