import {
  IconAlarm,
  IconArrowRight,
  IconBell,
  IconBellOff,
  IconChecks,
  IconClockExclamation,
  IconDiscount,
  IconDiscountCheck,
  IconFileImport,
  IconMoodSad,
  IconPencil,
  IconSettings,
  IconSun,
  IconTrophy,
} from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { usePhone } from '@/app/useWide';
import { useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { RecordPanel } from '@/records/panel/RecordPanel';
import { Avatar } from '@/ui/Avatar';
import { Button, IconButton } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Page, PageBody, PageHeader } from '@/ui/Page';
import { Empty, Failed, Skeleton } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import { useMarkRead, useNotifications, useUnread } from './data';
import classes from './Notifications.module.css';
import { quoteOf, useSentence } from './Sentence';
import type { NotificationsSearch } from './search';
import type { Notification, NotificationKind } from './wire';

const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;
const signs: Record<NotificationKind, ReactElement> = {
  assigned: <IconArrowRight {...icon} />,
  mentioned: <IconPencil {...icon} />,
  note: <IconPencil {...icon} />,
  changed: <IconPencil {...icon} />,
  task_due: <IconAlarm {...icon} />,
  task_overdue: <IconClockExclamation {...icon} />,
  deal_won: <IconTrophy {...icon} />,
  deal_lost: <IconMoodSad {...icon} />,
  discount_asked: <IconDiscount {...icon} />,
  discount_decided: <IconDiscountCheck {...icon} />,
  import_done: <IconFileImport {...icon} />,
  digest: <IconSun {...icon} />,
};

/** What one was told, newest first, with the record that it is about beside it. */
export default function NotificationsPage() {
  const t = useTranslations('alerts');
  const phone = usePhone();
  const navigate = useNavigate({ from: '/notifications' });
  const go = useNavigate();
  const search = useSearch({ from: '/inside/notifications' });
  const unread = useUnread();
  const mark = useMarkRead();
  const list = useNotifications(search.show === 'unread');
  const shown = list.data?.pages.flatMap((page) => page.notifications) ?? [];
  const set = (change: Partial<NotificationsSearch>) =>
    void navigate({ search: (old: NotificationsSearch) => ({ ...old, ...change }), replace: true });
  const open = (one: Notification) => {
    mark([one]);
    if (one.record) set({ object: one.record.object, open: one.record.id });
    else if (one.kind === 'digest') void go({ to: '/' });
    else if (one.kind === 'import_done') void go({ to: '/import' });
    else if (one.object === 'task') void go({ to: '/tasks' });
    else if (one.object) {
      void go({ to: '/records/$object', params: { object: one.object } });
    }
  };
  return (
    <>
      <Page>
        <PageHeader
          icon={<IconBell size={18} stroke={1.6} />}
          title={t('title')}
          hint={unread > 0 ? t('unread', { count: unread }) : undefined}
        >
          {unread > 0 && (
            <Button
              icon={<IconChecks size={16} stroke={1.7} />}
              aria-label={t('readAll')}
              onClick={() => mark('all')}
            >
              {phone ? undefined : t('readAll')}
            </Button>
          )}
          <IconButton label={t('settings')} onClick={() => void go({ to: '/profile' })}>
            <IconSettings size={17} stroke={1.7} />
          </IconButton>
        </PageHeader>
        <TabBar
          label={t('title')}
          active={search.show ?? 'all'}
          tabs={[
            { key: 'all', label: t('all') },
            { key: 'unread', label: t('onlyUnread') },
          ]}
          onPick={(key) => set({ show: key === 'unread' ? 'unread' : undefined })}
        />
        <PageBody>
          {list.error && !list.data && (
            <Failed error={list.error} onRetry={() => void list.refetch()} />
          )}
          {list.isLoading && (
            <div className={classes.waiting}>
              <Skeleton width="50%" />
              <Skeleton width="60%" />
              <Skeleton width="40%" />
            </div>
          )}
          {list.data && shown.length === 0 && (
            <Empty
              icon={<IconBellOff size={22} stroke={1.6} />}
              title={t('none')}
              hint={t('noneHint')}
            />
          )}
          <ul>
            {shown.map((one) => (
              <Line
                key={one.id}
                one={one}
                opened={one.record !== null && one.record?.id === search.open}
                onOpen={() => open(one)}
                onLead={({ object, id }) => {
                  mark([one]);
                  set({ object, open: id });
                }}
              />
            ))}
          </ul>
          {list.hasNextPage && (
            <div className={classes.more}>
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('older')}
              </Button>
            </div>
          )}
        </PageBody>
      </Page>
      {search.open && search.object && (
        <RecordPanel
          key={search.open}
          object={search.object}
          id={search.open}
          onClose={() => set({ open: undefined, object: undefined })}
        />
      )}
    </>
  );
}

type LineProps = {
  one: Notification;
  opened: boolean;
  onOpen: () => void;
  onLead: (lead: Notification['leads'][number]) => void;
};

function Line({ one, opened, onOpen, onLead }: LineProps) {
  const t = useTranslations('alerts');
  const phone = usePhone();
  const users = useUsersById();
  const format = useFormat();
  const sentence = useSentence();
  const by = users.get(one.by ?? '');
  // Leads are named as links of their own.
  const quote = one.leads.length > 0 ? null : quoteOf(one);
  return (
    <li>
      <button
        type="button"
        className={cx(
          classes.line,
          !one.read && classes.fresh,
          opened && classes.opened,
          one.leads.length > 0 && classes.names,
        )}
        onClick={onOpen}
      >
        {by ? (
          <Avatar name={by.name} seed={by.id} size={30} />
        ) : (
          <span className={classes.sign} data-kind={one.kind}>
            {signs[one.kind]}
          </span>
        )}
        <span className={classes.words}>
          <span className={classes.sentence}>{sentence(one)}</span>
          {quote && <span className={classes.quote}>{quote}</span>}
        </span>
        <time className={classes.at} dateTime={one.at} title={format.dateTime(one.at)}>
          {format.ago(one.at)}
        </time>
        <i className={classes.dot} role="img" aria-label={one.read ? t('isRead') : t('isNew')} />
      </button>
      {one.leads.length > 0 && (
        <ul className={classes.leads} aria-label={t('newLeads')}>
          {one.leads.map((lead) => (
            <li key={lead.id}>
              <Link
                to="/records/$object/$id"
                params={{ object: lead.object, id: lead.id }}
                onClick={(event) => {
                  if (phone || event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  onLead(lead);
                }}
              >
                {lead.label}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
