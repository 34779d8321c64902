import { IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useUnread } from '@/features/notifications/data';
import { openPalette } from '@/features/palette/open';
import { useDueCount } from '@/features/tasks/due';
import { Avatar } from '@/ui/Avatar';
import { IconButton } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { commandKey, Kbd } from '@/ui/Kbd';
import { useConnected } from './live';
import { isHere, type Place, usePlaces } from './navigation';
import classes from './Sidebar.module.css';
import { useSession } from './session';
import { chooseTheme, useTheme } from './theme';
import { LanguageMenu, UserMenu } from './UserMenu';

export function Sidebar() {
  const t = useTranslations('shell');
  const { workspace, user } = useSession();
  const places = usePlaces();
  const theme = useTheme();
  const connected = useConnected();
  const due = useDueCount();
  const unread = useUnread();
  return (
    <nav className={classes.sidebar} aria-label={t('mainMenu')}>
      <div className={classes.workspace} title={workspace.name}>
        <span className={classes.mark} aria-hidden>
          {[...workspace.name][0]?.toLocaleUpperCase() ?? 'K'}
        </span>
        <span className={classes.workspaceName}>{workspace.name}</span>
        <span
          className={cx(classes.live, !connected && classes.lost)}
          role="status"
          title={connected ? t('live') : t('notLive')}
          aria-label={connected ? t('live') : t('notLive')}
        />
      </div>
      <button
        type="button"
        className={classes.search}
        onClick={openPalette}
        aria-keyshortcuts="Control+K"
      >
        <IconSearch size={16} stroke={1.7} aria-hidden />
        <span className={classes.searchText}>{t('searchOrJump')}</span>
        <Kbd>{`${commandKey}K`}</Kbd>
      </button>
      <div className={classes.scroll}>
        <Group places={places.top} counts={{ tasks: due, notifications: unread }} />
        <Group title={t('records')} places={places.records} />
        {places.tools.length > 0 && <Group title={t('tools')} places={places.tools} />}
      </div>
      <div className={classes.foot}>
        <UserMenu
          trigger={
            <button
              type="button"
              className={classes.user}
              aria-label={t('userMenu', { name: user.name })}
              title={user.name}
            >
              <Avatar name={user.name} seed={user.id} size={22} />
              <span className={classes.userName}>{user.name}</span>
            </button>
          }
        />
        <IconButton
          size="small"
          className={classes.small}
          label={theme === 'dark' ? t('toLight') : t('toDark')}
          onClick={() => chooseTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? (
            <IconSun size={16} stroke={1.7} />
          ) : (
            <IconMoon size={16} stroke={1.7} />
          )}
        </IconButton>
        <LanguageMenu className={classes.small} />
      </div>
    </nav>
  );
}

type GroupProps = {
  title?: string;
  places: Place[];
  /** What waits in a place, by its key. */
  counts?: Record<string, number | undefined>;
};

function Group({ title, places, counts = {} }: GroupProps) {
  const { pathname } = useLocation();
  return (
    <div className={classes.group}>
      {title && <div className={classes.groupTitle}>{title}</div>}
      <ul>
        {places.map((place) => {
          const here = isHere(place, pathname);
          return (
            <li key={place.key}>
              <Link
                {...place.link}
                className={cx(classes.item, here && classes.here)}
                aria-current={here ? 'page' : undefined}
                title={place.label}
              >
                {place.icon}
                <span className={classes.itemText}>{place.label}</span>
                {(counts[place.key] ?? 0) > 0 && (
                  <span className={cx(classes.count, place.key === 'tasks' && classes.quietCount)}>
                    {Math.min(counts[place.key] ?? 0, 999)}
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
