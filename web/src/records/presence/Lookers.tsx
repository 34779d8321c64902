import { IconPencil } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/ui/Avatar';
import { Tip } from '@/ui/Tip';
import classes from './Lookers.module.css';
import type { Looker } from './usePresence';

const FACES = 4;

/** Colleagues who have the same record open, with a pencil on whoever edits it. */
export function Lookers({ people }: { people: readonly Looker[] }) {
  const t = useTranslations('people');
  if (people.length === 0) return null;
  return (
    <span className={classes.lookers} role="group" aria-label={t('lookers')}>
      {people.slice(0, FACES).map((person) => {
        const words = t(person.editing ? 'edits' : 'looks', { name: person.name });
        return (
          <Tip key={person.id} text={words}>
            <span className={classes.looker} role="img" aria-label={words}>
              <Avatar name={person.name} seed={person.id} size={22} />
              {person.editing && (
                <i className={classes.pencil}>
                  <IconPencil size={10} stroke={2} aria-hidden />
                </i>
              )}
            </span>
          </Tip>
        );
      })}
      {people.length > FACES && <span className={classes.more}>+{people.length - FACES}</span>}
    </span>
  );
}
