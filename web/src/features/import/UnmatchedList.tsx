import { IconArrowRight, IconCheck, IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Choose, type Option } from '@/ui/Choose';
import shared from './Import.module.css';
import { type Match, matchOf, setMatch } from './mapping';
import classes from './UnmatchedList.module.css';
import type { ImportMapping, Unmatched } from './wire';

type Props = {
  questions: readonly Unmatched[];
  mapping: ImportMapping;
  object: ObjectType | undefined;
  onMapping: (mapping: ImportMapping) => void;
};

/** Alike enough to be offered for all values at once. */
const SURE = 0.9;
/** Alike enough to be offered beside the choice. */
const LIKELY = 0.6;
const SHOWN = 8;

/** Names in the file that nothing here is called: each is decided once, for all its rows. */
export function UnmatchedList({ questions, mapping, object, onMapping }: Props) {
  const t = useTranslations('import');
  const [all, setAll] = useState(false);
  const open = questions.filter((one) => matchOf(mapping, one.field, one.value) === null);
  const sure = open.filter((one) => (one.suggestions[0]?.score ?? 0) >= SURE);
  const takeAll = () =>
    onMapping(
      sure.reduce((next, one) => {
        const id = one.suggestions[0]?.id;
        return id ? setMatch(next, one.field, one.value, { to: 'existing', id }) : next;
      }, mapping),
    );
  const shown = all ? questions : questions.slice(0, SHOWN);
  return (
    <section className={shared.card} aria-label={t('unmatched')}>
      <header className={shared.cardHead}>
        <IconHelpCircle size={17} stroke={1.6} aria-hidden />
        <div>
          <h2>{t('unmatchedTitle', { count: questions.length })}</h2>
          <p>{mapping.missing === 'create' ? t('unmatchedCreate') : t('unmatchedReject')}</p>
        </div>
        {sure.length > 1 && (
          <Button size="small" onClick={takeAll}>
            {t('takeAll', { count: sure.length })}
          </Button>
        )}
      </header>
      <ul className={classes.questions}>
        {shown.map((one) => (
          <Line
            key={`${one.field} ${one.value}`}
            one={one}
            label={fieldOf(object, one.field)?.label ?? one.field}
            match={matchOf(mapping, one.field, one.value)}
            creates={mapping.missing === 'create'}
            onMatch={(match) => onMapping(setMatch(mapping, one.field, one.value, match))}
          />
        ))}
      </ul>
      {questions.length > shown.length && (
        <Button look="quiet" size="small" onClick={() => setAll(true)}>
          {t('showMore', { count: questions.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

type LineProps = {
  one: Unmatched;
  label: string;
  match: Match | null;
  creates: boolean;
  onMatch: (match: Match | null) => void;
};

function Line({ one, label, match, creates, onMatch }: LineProps) {
  const t = useTranslations('import');
  const format = useFormat();
  const best = one.suggestions.find((suggestion) => suggestion.score >= LIKELY);
  const options: Option[] = [
    { value: 'auto', label: creates ? t('willCreate', { value: one.value }) : t('willReject') },
    ...one.suggestions.map((suggestion) => ({
      value: `id:${suggestion.id}`,
      label: suggestion.label,
      hint: format.percent(suggestion.score, 0),
      group: t('existingOnes'),
    })),
    { value: 'empty', label: t('leaveEmpty'), group: t('orElse') },
  ];
  const value = match === null ? 'auto' : match.to === 'existing' ? `id:${match.id}` : match.to;
  const choose = (next: string) => {
    if (next === 'auto') onMatch(null);
    else if (next.startsWith('id:')) onMatch({ to: 'existing', id: next.slice(3) });
    else onMatch({ to: 'empty' });
  };
  return (
    <li>
      <div className={classes.asked}>
        <b title={one.value}>{one.value}</b>
        <small>{t('inRows', { field: label, count: one.rows })}</small>
      </div>
      <IconArrowRight size={15} aria-hidden />
      <div className={classes.decision}>
        <Choose
          label={t('becomes', { value: one.value })}
          value={value}
          options={options}
          onChange={choose}
        />
        {match === null && best && (
          <Button size="small" onClick={() => onMatch({ to: 'existing', id: best.id })}>
            {t('isIt', { label: best.label })}
          </Button>
        )}
        {match !== null && <IconCheck size={17} className={classes.decided} aria-hidden />}
      </div>
    </li>
  );
}
