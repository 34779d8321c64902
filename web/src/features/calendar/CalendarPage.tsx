import {
  IconCalendar,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconPalette,
  IconPlus,
} from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue, Rec } from '@/api/types';
import { useSession } from '@/app/session';
import { useShortcuts } from '@/app/shortcuts';
import { usePhone } from '@/app/useWide';
import { useFirstDay } from '@/app/workspace';
import { useObject } from '@/catalogue';
import { CompleteDialog } from '@/features/tasks/CompleteDialog';
import { useFormat } from '@/i18n/format';
import { CreateDialog } from '@/records/form/CreateDialog';
import { RecordPanel } from '@/records/panel/RecordPanel';
import { useFirstView } from '@/records/views/useFirstView';
import { Button, IconButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Page, PageBar, PageFooter, PageHeader } from '@/ui/Page';
import { Segments } from '@/ui/Segments';
import { Empty, Failed, Working } from '@/ui/State';
import { Agenda } from './Agenda';
import classes from './Calendar.module.css';
import { CalendarViews, searchOfView } from './CalendarViews';
import { DayStrip } from './DayStrip';
import { useEvents, useReschedule } from './data';
import { dueOf, type Event, isOfSeries } from './events';
import { Legend } from './Legend';
import { MonthGrid } from './MonthGrid';
import { MoveRepeated } from './MoveRepeated';
import { PeopleFilter } from './PeopleFilter';
import { PhoneMonth } from './PhoneMonth';
import { Repetition } from './Repetition';
import { daysOf, moved } from './range';
import type { CalendarSearch, CalendarView } from './search';
import { type GridProps, TimeGrid } from './TimeGrid';
import { useDayWords } from './Words';

/** Noon, as a date that is given to a moment always means. */
const NOON = 720;

/** Tasks by day and hour: planned, moved and stretched where they stand. */
export default function CalendarPage() {
  const t = useTranslations('calendar');
  const object = useObject('task');
  const phone = usePhone();
  const format = useFormat();
  const words = useDayWords();
  const { user } = useSession();
  const search = useSearch({ from: '/inside/calendar' });
  const navigate = useNavigate({ from: '/calendar' });
  const reschedule = useReschedule();
  const [creating, setCreating] = useState<Record<string, FieldValue> | null>(null);
  const [completing, setCompleting] = useState<Rec | null>(null);
  const [repeated, setRepeated] = useState<Event | null>(null);
  const [moving, setMoving] = useState<{ event: Event; to: string } | null>(null);
  const set = (change: Partial<CalendarSearch>) =>
    void navigate({ search: (old: CalendarSearch) => ({ ...old, ...change }), replace: true });

  const wishes = [search.saved, search.view, search.day, search.who, search.tones, search.open];
  useFirstView(
    'task',
    'calendar',
    wishes.every((wish) => wish === undefined),
    (first) => void navigate({ search: searchOfView(first), replace: true }),
  );

  const view = shownView(search.view, phone);
  const day = search.day ?? format.today();
  const firstDay = useFirstDay();
  const days = useMemo(() => daysOf(view, day, firstDay), [view, day, firstDay]);
  // The heading says at once where one goes; the grid follows.
  const shown = useDeferredValue(useMemo(() => ({ view, day, days }), [view, day, days]));
  const open = useDeferredValue(search.open);
  const by = search.tones ?? 'type';
  const first = days[0] ?? day;
  const last = days.at(-1) ?? day;
  const go = (by: 1 | -1) => set({ day: moved(view, day, by) });
  const views = (
    phone ? (['day', 'month', 'agenda'] as const) : (['day', 'week', 'month', 'agenda'] as const)
  ).map((key) => ({ key, label: t(`view.${key}`) }));
  const pick = (key: CalendarView) =>
    set({ view: key === (phone ? 'day' : 'week') ? undefined : key });
  const plan = (of: string, start: number | null, end: number) => {
    if (!object?.can.create) return;
    const only = search.who !== 'all' && search.who?.length === 1 ? search.who[0] : undefined;
    setCreating({
      due_at: dueOf(of, start ?? NOON, format),
      assignee: only ?? user.id,
      ...(start === null ? { all_day: true } : { duration: Math.max(15, end - start) }),
    });
  };
  useShortcuts({
    KeyC: () => plan(day, 540, 570),
    KeyN: () => set({ day: undefined }),
    KeyD: () => set({ view: 'day' }),
    KeyW: () => set({ view: 'week' }),
    KeyM: () => set({ view: 'month' }),
    KeyA: () => set({ view: 'agenda' }),
    BracketLeft: () => go(-1),
    BracketRight: () => go(1),
  });
  if (!object) return <Empty title={t('nothing')} />;
  const dueField = object.fields.find((field) => field.key === 'due_at');

  return (
    <>
      <Page>
        <PageHeader
          icon={<IconCalendar size={18} stroke={1.6} />}
          title={t('title')}
          hint={phone ? words.month(day) : undefined}
        >
          {phone && (
            <Menu
              position="bottom-end"
              trigger={
                <Button aria-label={`${t('views')}: ${t(`view.${view}`)}`}>
                  {t(`view.${view}`)}
                  <IconChevronDown size={14} aria-hidden />
                </Button>
              }
              entries={views.map(({ key, label }) => ({
                key,
                label,
                checked: key === view,
                onSelect: () => pick(key),
              }))}
            />
          )}
          {object.can.create && (
            <Button
              look="primary"
              icon={<IconPlus size={16} stroke={2} />}
              aria-label={t('new')}
              onClick={() => plan(day, 540, 570)}
            >
              {phone ? undefined : t('new')}
            </Button>
          )}
        </PageHeader>
        <PageBar className={classes.bar}>
          <Button onClick={() => set({ day: undefined })}>{t('today')}</Button>
          <IconButton label={t('previous')} onClick={() => go(-1)}>
            <IconChevronLeft size={17} />
          </IconButton>
          <IconButton label={t('next')} onClick={() => go(1)}>
            <IconChevronRight size={17} />
          </IconButton>
          {!phone && (
            <h2 className={classes.range} aria-live="polite">
              {view === 'day' && words.full(day)}
              {view === 'month' && words.month(day)}
              {(view === 'week' || view === 'agenda') && words.range(first, last)}
            </h2>
          )}
          <span className={classes.space} />
          <CalendarViews
            search={search}
            onChange={(next) => void navigate({ search: next, replace: true })}
          />
          <PeopleFilter who={search.who} onChange={(who) => set({ who })} />
          {!phone && (
            <Menu
              position="bottom-end"
              trigger={
                <IconButton label={t('colours')}>
                  <IconPalette size={17} stroke={1.7} />
                </IconButton>
              }
              entries={[
                { key: 'title', title: t('colours') },
                {
                  key: 'type',
                  label: t('byType'),
                  checked: by === 'type',
                  onSelect: () => set({ tones: undefined }),
                },
                {
                  key: 'owner',
                  label: t('byOwner'),
                  checked: by === 'owner',
                  onSelect: () => set({ tones: 'owner' }),
                },
              ]}
            />
          )}
          {!phone && <Segments label={t('views')} options={views} value={view} onPick={pick} />}
        </PageBar>
        <Content
          object={object}
          {...shown}
          by={by}
          firstDay={firstDay}
          who={search.who}
          openId={search.open}
          onOpen={(event) => (event.repeat ? setRepeated(event) : set({ open: event.id }))}
          onCreate={plan}
          onShift={(event, to, start) => {
            const due = dueOf(to, start, format);
            if (isOfSeries(event)) setMoving({ event, to: due });
            else void reschedule(event.task, { due_at: due });
          }}
          onStretch={(event, minutes) => void reschedule(event.task, { duration: minutes })}
          onDay={(one) => set(phone ? { day: one } : { view: 'day', day: one })}
          onComplete={setCompleting}
        />
      </Page>
      {open && (
        <RecordPanel key={open} object="task" id={open} onClose={() => set({ open: undefined })} />
      )}
      {repeated && (
        <Repetition
          event={repeated}
          onClose={() => setRepeated(null)}
          onOpen={() => {
            setRepeated(null);
            set({ open: repeated.task.id });
          }}
          onMove={() => {
            setRepeated(null);
            setMoving({ event: repeated, to: dueOf(repeated.day, repeated.start, format) });
          }}
        />
      )}
      {moving && dueField && (
        <MoveRepeated {...moving} field={dueField} onClose={() => setMoving(null)} />
      )}
      {creating && (
        <CreateDialog
          object={object}
          initial={creating}
          onClose={() => setCreating(null)}
          onCreated={() => undefined}
        />
      )}
      {completing && <CompleteDialog task={completing} onClose={() => setCompleting(null)} />}
    </>
  );
}

/** A telephone has room for a day, a small month or a list. */
function shownView(asked: CalendarView | undefined, phone: boolean): CalendarView {
  if (!phone) return asked ?? 'week';
  return asked === 'agenda' || asked === 'month' ? asked : 'day';
}

type ContentProps = Omit<GridProps, 'events'> & {
  view: CalendarView;
  day: string;
  firstDay: number;
  who: CalendarSearch['who'];
  onComplete: (task: Rec) => void;
  onOpen: (event: Event) => void;
};

function Content({ view, day, firstDay, who, onComplete, ...grid }: ContentProps) {
  const t = useTranslations('calendar');
  const phone = usePhone();
  const { events, more, error, retry, loading } = useEvents(grid.object, grid.days, who);
  if (error) return <Failed error={error} onRetry={retry} />;
  return (
    <>
      <div className={classes.content}>
        <Working active={loading} />
        {phone && view === 'day' && <DayStrip day={day} firstDay={firstDay} onPick={grid.onDay} />}
        {phone && view === 'month' && (
          <PhoneMonth days={grid.days} day={day} events={events} onPick={grid.onDay} />
        )}
        {view === 'agenda' || (phone && view === 'month') ? (
          <div className={classes.list}>
            {!loading && (
              <Agenda
                object={grid.object}
                events={view === 'month' ? events.filter((event) => event.day === day) : events}
                openId={grid.openId}
                showAssignee={who !== undefined}
                onOpen={grid.onOpen}
                onComplete={onComplete}
              />
            )}
          </div>
        ) : view === 'month' ? (
          <MonthGrid {...grid} events={events} month={day.slice(0, 7)} />
        ) : (
          <TimeGrid {...grid} events={events} />
        )}
      </div>
      {!phone && (events.length > 0 || more) && (
        <PageFooter>
          <span>{t('count', { count: events.filter((event) => !event.repeat).length })}</span>
          {more && <span className={classes.late}>{t('tooMany')}</span>}
          <Legend object={grid.object} events={events} by={grid.by} />
        </PageFooter>
      )}
    </>
  );
}
