export type CalendarView = 'day' | 'week' | 'month' | 'agenda';

export type CalendarSearch = {
  /** The saved view that is open, or `all` for what everybody has. */
  saved?: string;
  view?: CalendarView;
  /** `yyyy-mm-dd`; without it today. */
  day?: string;
  /** Whose tasks; without it one's own. Ids of users, or `all`. */
  who?: 'all' | string[];
  /** What the colours say; without it the type. */
  tones?: 'owner';
  open?: string;
};

const views: readonly string[] = ['day', 'week', 'month', 'agenda'];

export function calendarSearch(search: Record<string, unknown>): CalendarSearch {
  const who =
    search.who === 'all'
      ? 'all'
      : Array.isArray(search.who)
        ? search.who.filter((id): id is string => typeof id === 'string').slice(0, 50)
        : undefined;
  const day =
    typeof search.day === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(search.day) &&
    !Number.isNaN(Date.parse(search.day))
      ? search.day
      : undefined;
  return {
    saved: typeof search.saved === 'string' ? search.saved : undefined,
    view: views.includes(search.view as string) ? (search.view as CalendarView) : undefined,
    day,
    who: who?.length === 0 ? undefined : who,
    tones: search.tones === 'owner' ? 'owner' : undefined,
    open: typeof search.open === 'string' ? search.open : undefined,
  };
}
