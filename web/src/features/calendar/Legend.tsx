import type { ObjectType } from '@/api/types';
import { useUsersById } from '@/catalogue';
import classes from './Calendar.module.css';
import { type Event, typeField } from './events';
import { personStyle, toneStyle } from './tones';

type Props = { object: ObjectType; events: readonly Event[]; by: 'type' | 'owner' };

/** What the colours on the page mean. */
export function Legend({ object, events, by }: Props) {
  const users = useUsersById();
  if (by === 'owner') {
    const ids = [...new Set(events.flatMap((event) => event.assignee ?? []))];
    return ids.map((id) => (
      <span key={id} className={classes.sign} style={personStyle(id)}>
        {users.get(id)?.name}
      </span>
    ));
  }
  return (typeField(object)?.options ?? [])
    .filter((option) => events.some((event) => event.type === option.key))
    .map((option) => (
      <span key={option.key} className={classes.sign} style={toneStyle(option.tone ?? 'gray')}>
        {option.label}
      </span>
    ));
}
