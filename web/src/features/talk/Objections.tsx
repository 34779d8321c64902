import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { mayEdit, useObject } from '@/catalogue';
import { Button } from '@/ui/Button';
import { Segments } from '@/ui/Segments';
import { Failed, Skeleton } from '@/ui/State';
import { TextInput } from '@/ui/TextInput';
import type { Mark, Noted, Worked } from './marks';
import classes from './Talk.module.css';
import { type Entry, useLibrary, useMark } from './useMark';
import type { About } from './wire';

type Props = {
  about: About;
  autoFocus?: boolean;
  onMarked?: () => void;
  /** Takes the mark instead of keeping it at once: it goes with something that is not written yet. */
  onNoted?: (noted: Noted) => void;
};

/** The library at hand: search as one types, answers to read out, and marking what was met. */
export function Objections({ about, autoFocus, onMarked, onNoted }: Props) {
  const t = useTranslations('talk');
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const library = useLibrary(search);
  const objection = useObject('objection');
  if (library.error) return <Failed error={library.error} />;
  if (!library.pending && library.all === 0) {
    return (
      <p className={classes.quiet}>
        {t('noLibrary')}{' '}
        {objection && mayEdit(objection) && (
          <Link to="/records/$object" params={{ object: 'objection' }}>
            {t('toLibrary')}
          </Link>
        )}
      </p>
    );
  }
  return (
    <>
      <TextInput
        aria-label={t('search')}
        placeholder={t('search')}
        before={<IconSearch size={15} aria-hidden />}
        data-autofocus={autoFocus || undefined}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={classes.found}>
        {library.pending && <Skeleton height={34} />}
        {library.entries.map((entry) => (
          <div key={entry.id}>
            <button
              type="button"
              className={classes.entry}
              aria-expanded={picked === entry.id}
              onClick={() => setPicked(picked === entry.id ? null : entry.id)}
            >
              <strong>{entry.title}</strong>
              {entry.text && <span>{entry.text}</span>}
            </button>
            {picked === entry.id && (
              <Picked
                entry={entry}
                about={about}
                onNoted={onNoted}
                onMarked={() => {
                  setPicked(null);
                  setSearch('');
                  onMarked?.();
                }}
              />
            )}
          </div>
        ))}
        {!library.pending && library.entries.length === 0 && (
          <p className={classes.quiet}>{t('nothingFound')}</p>
        )}
      </div>
    </>
  );
}

const outcomes = ['yes', 'no', 'unknown'] as const;

function Picked({
  entry,
  about,
  onMarked,
  onNoted,
}: {
  entry: Entry;
  about: About;
  onMarked: () => void;
  onNoted?: (noted: Noted) => void;
}) {
  const t = useTranslations('talk');
  const name = useId();
  const { busy, mark } = useMark(about);
  const [answer, setAnswer] = useState<string | null>(
    entry.answers.length === 1 ? (entry.answers[0]?.id ?? null) : null,
  );
  const [worked, setWorked] = useState<Worked>('unknown');
  const [words, setWords] = useState('');
  const save = async () => {
    const made: Mark = { objection: entry.id, answer, worked, words };
    if (onNoted) {
      const given = entry.answers.find((one) => one.id === answer);
      onNoted({ mark: made, objection: entry.title, answer: given?.title ?? null });
      onMarked();
    } else if (await mark(made)) onMarked();
  };
  return (
    <div className={classes.picked}>
      {entry.answers.length > 0 && (
        <fieldset className={classes.answers}>
          <legend className={classes.quiet}>{t('whichAnswer')}</legend>
          {[...entry.answers, null].map((one) => (
            <label key={one?.id ?? 'none'} className={classes.choice}>
              <input
                type="radio"
                name={name}
                checked={answer === (one?.id ?? null)}
                onChange={() => setAnswer(one?.id ?? null)}
              />
              <span>
                <strong>{one?.title ?? t('noAnswer')}</strong>
                {one?.text && <span>{one.text}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {answer && (
        <Segments
          label={t('worked')}
          value={worked}
          options={outcomes.map((key) => ({ key, label: t(`outcome.${key}`) }))}
          onPick={setWorked}
        />
      )}
      <TextInput
        label={t('words')}
        value={words}
        maxLength={500}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div>
        <Button look="primary" busy={busy} onClick={() => void save()}>
          {t('mark')}
        </Button>
      </div>
    </div>
  );
}
