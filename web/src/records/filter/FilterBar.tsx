import { IconFilter, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FilterNode, ObjectType, Term } from '@/api/types';
import { KindIcon } from '@/catalogue/icons';
import { operatorsOf, type Shown, useShown } from '@/fields';
import { Drop } from '@/ui/Drop';
import { Picker } from '@/ui/Picker';
import classes from './Filter.module.css';
import { type FilterField, useFilterFields } from './fields';
import { TermEditor } from './TermEditor';
import { conditionsOf, countTerms, filterOf, isComplete, isTerm } from './terms';
import { useTermText } from './useTermText';

type Props = {
  object: ObjectType;
  filter: FilterNode | undefined;
  onChange: (filter: FilterNode | undefined) => void;
  /** Opens the menu of fields, for the key F: change the number to ask for it. */
  ask?: number;
};

/** Conditions as chips, and the dashed one that adds another. */
export function FilterBar({ object, filter, onChange, ask }: Props) {
  const t = useTranslations('filter');
  const cx = useShown();
  const fields = useFilterFields(object);
  const words = useTermText(cx);
  const [adding, setAdding] = useState(false);
  const [draft, setDraft] = useState<Term | null>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const conditions = conditionsOf(filter);
  const asked = useRef(ask);
  useEffect(() => {
    if (ask !== asked.current) setAdding(true);
    asked.current = ask;
  }, [ask]);

  const replace = (index: number, next: FilterNode | null) => {
    const list = conditions.flatMap((old, at) => (at === index ? (next ?? []) : old));
    onChange(filterOf(list));
  };
  const known = (term: Term) => fields.find((field) => field.path === term.field);
  const draftField = draft ? known(draft) : undefined;

  const close = () => {
    setAdding(false);
    if (draft && isComplete(draft)) onChange(filterOf([...conditions, draft]));
    setDraft(null);
  };

  return (
    <>
      <Drop
        opened={adding}
        onClose={close}
        target={
          <button
            type="button"
            className={classes.add}
            aria-haspopup="dialog"
            aria-expanded={adding}
            onClick={() => (adding ? close() : setAdding(true))}
          >
            <IconFilter size={15} stroke={1.7} aria-hidden />
            {t('filter')}
          </button>
        }
      >
        {draft && draftField ? (
          <TermEditor
            known={draftField}
            term={draft}
            cx={cx}
            onChange={(next) => setDraft(next)}
            onRemove={() => {
              setDraft(null);
              setAdding(false);
            }}
          />
        ) : (
          <FieldMenu
            fields={fields}
            onPick={(field) => {
              const op = operatorsOf(field.field)[0];
              if (op) setDraft({ field: field.path, op });
            }}
          />
        )}
      </Drop>
      {conditions.map((condition, index) => {
        if (!isTerm(condition)) {
          return (
            <span key={`c${index}`} className={classes.chip}>
              <span className={classes.chipText}>
                {t('complex', { count: countTerms(condition) })}
              </span>
              <RemoveButton onClick={() => replace(index, null)} />
            </span>
          );
        }
        const field = known(condition);
        return (
          <Chip
            key={`${condition.field}${index}`}
            term={condition}
            known={field}
            text={words(condition, field)}
            cx={cx}
            opened={editing === index}
            onOpen={() => setEditing(index)}
            onClose={(next) => {
              setEditing(null);
              if (next && isComplete(next)) replace(index, next);
            }}
            onRemove={() => {
              setEditing(null);
              replace(index, null);
            }}
          />
        );
      })}
    </>
  );
}

function FieldMenu({
  fields,
  onPick,
}: {
  fields: FilterField[];
  onPick: (field: FilterField) => void;
}) {
  const t = useTranslations('filter');
  const offered = fields.filter((field) => operatorsOf(field.field).length > 0);
  return (
    <Picker
      label={t('field')}
      placeholder={t('field')}
      searchable
      options={offered.map((field) => ({
        id: field.path,
        label: field.through ? `${field.through} ${field.label}` : field.label,
        shown: field.label,
        icon: <KindIcon kind={field.field.kind} />,
        group: field.through,
      }))}
      onPick={(path) => {
        const field = fields.find((candidate) => candidate.path === path);
        if (field) onPick(field);
      }}
    />
  );
}

type ChipProps = {
  term: Term;
  known: FilterField | undefined;
  text: string;
  cx: Shown;
  opened: boolean;
  onOpen: () => void;
  onClose: (term: Term | null) => void;
  onRemove: () => void;
};

function Chip({ term, known, text, cx, opened, onOpen, onClose, onRemove }: ChipProps) {
  const [draft, setDraft] = useState(term);
  useEffect(() => setDraft(term), [term]);
  return (
    <span className={classes.chip}>
      <Drop
        opened={opened && known !== undefined}
        onClose={() => onClose(draft)}
        target={
          <button type="button" className={classes.chipText} onClick={onOpen} title={text}>
            {text}
          </button>
        }
      >
        {known && (
          <TermEditor known={known} term={draft} cx={cx} onChange={setDraft} onRemove={onRemove} />
        )}
      </Drop>
      <RemoveButton onClick={onRemove} />
    </span>
  );
}

function RemoveButton({ onClick }: { onClick: () => void }) {
  const t = useTranslations('filter');
  return (
    <button type="button" className={classes.remove} aria-label={t('remove')} onClick={onClick}>
      <IconX size={13} aria-hidden />
    </button>
  );
}
