import { useTranslations } from 'use-intl';
import type { SavedState, SavedView } from '@/api/views';
import { PLAIN, PlaceViews } from '@/records/views/PlaceViews';
import { type CalendarSearch, calendarSearch } from './search';

type Props = { search: CalendarSearch; onChange: (search: CalendarSearch) => void };

/** Calendars that were kept under a name: whose, how much at once, in which colours. */
export function CalendarViews({ search, onChange }: Props) {
  const t = useTranslations('views');
  return (
    <PlaceViews
      object="task"
      kind="calendar"
      now={{
        range: search.view ?? 'week',
        people: search.who === 'all' ? [] : (search.who ?? null),
        tones: search.tones ?? 'type',
      }}
      stateOf={calendarState}
      plain={{}}
      plainName={t('plain')}
      asked={search.saved}
      onOpen={(view) => onChange({ ...searchOfView(view), day: search.day, open: search.open })}
    />
  );
}

export function searchOfView(view: SavedView | null): CalendarSearch {
  if (!view) return { saved: PLAIN };
  const { range, people, tones } = view.state;
  return calendarSearch({
    saved: view.id,
    view: range === 'week' ? undefined : range,
    who: people?.length === 0 ? 'all' : people,
    tones,
  });
}

/** What a calendar is made of; an empty list of people is everybody, none is oneself. */
function calendarState({ range, people, tones }: SavedState): SavedState {
  // Told apart by a word, since nothing and an empty list count as the same.
  const whose = people == null ? null : people.length === 0 ? ['all'] : people;
  return { range: range ?? 'week', people: whose, tones: tones ?? 'type' };
}
