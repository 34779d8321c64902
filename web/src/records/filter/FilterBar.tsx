import { IconBinaryTree2, IconFilter, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FilterNode, ObjectType, Term } from '@/api/types';
import { operatorsOf, type Shown, useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Drop } from '@/ui/Drop';
import { FieldMenu } from './FieldMenu';
import classes from './Filter.module.css';
import { type FilterField, useFilterFields } from './fields';
import { TermEditor } from './TermEditor';
import { conditionsOf, filterOf, isComplete, isTerm } from './terms';
import { useNodeText } from './useNodeText';
import { useTermText } from './useTermText';

const Builder = lazy(async () => ({ default: (await import('./Builder')).Builder }));

type Props = {
  object: ObjectType;
  filter: FilterNode | undefined;
  onChange: (filter: FilterNode | undefined) => void;
  /** Opens the menu of fields, for the key F: change the number to ask for it. */
  ask?: number;
  /** With it, begins with this field. */
  askField?: string;
};

/** Conditions as chips, and the dashed one that adds another. */
export function FilterBar({ object, filter, onChange, ask, askField }: Props) {
  const t = useTranslations('filter');
  const cx = useShown();
  const fields = useFilterFields(object);
  const words = useTermText(cx);
  const nodeWords = useNodeText(cx, fields);
  const [adding, setAdding] = useState(false);
  const [draft, setDraft] = useState<Term | null>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const [building, setBuilding] = useState(false);
  const conditions = conditionsOf(filter);
  /** The conditions before the one being added, which is applied while it is entered. */
  const before = useRef<FilterNode[]>([]);
  const later = useLater();
  const asked = useRef(ask);

  const open = () => {
    before.current = conditions;
    setAdding(true);
  };
  const begin = (field: FilterField) => {
    const op = operatorsOf(field.field)[0];
    if (op) changeDraft({ field: field.path, op });
  };
  const openLatest = useRef((_field?: string) => {});
  openLatest.current = (path) => {
    open();
    const field = path && fields.find((candidate) => candidate.path === path);
    if (field) begin(field);
  };
  useEffect(() => {
    if (ask !== asked.current) openLatest.current(askField);
    asked.current = ask;
  }, [ask, askField]);

  const replace = (index: number, next: FilterNode | null) => {
    onChange(filterOf(conditions.flatMap((old, at) => (at === index ? (next ?? []) : old))));
  };
  const changeDraft = (next: Term) => {
    setDraft(next);
    const list = isComplete(next) ? [...before.current, next] : before.current;
    later(() => onChange(filterOf(list)), typeof next.value === 'string');
  };
  const close = () => {
    later.now();
    setAdding(false);
    setDraft(null);
  };
  const known = (term: Term) => fields.find((field) => field.path === term.field);
  const draftField = draft ? known(draft) : undefined;

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
            onClick={() => (adding ? close() : open())}
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
            onChange={changeDraft}
            onRemove={() => {
              later.drop();
              setDraft(null);
              setAdding(false);
              onChange(filterOf(before.current));
            }}
          />
        ) : (
          <>
            <FieldMenu fields={fields} onPick={begin} />
            <div className={classes.foot}>
              <Button
                size="small"
                look="quiet"
                icon={<IconBinaryTree2 size={15} stroke={1.7} aria-hidden />}
                onClick={() => {
                  close();
                  setBuilding(true);
                }}
              >
                {t('builder')}
              </Button>
            </div>
          </>
        )}
      </Drop>
      {conditions.map((condition, index) => {
        if (!isTerm(condition)) {
          return (
            <span key={`c${index}`} className={classes.chip}>
              <button type="button" className={classes.chipText} onClick={() => setBuilding(true)}>
                {nodeWords(condition)}
              </button>
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
            onClose={() => {
              later.now();
              setEditing(null);
            }}
            onChange={(next) => {
              if (isComplete(next))
                later(() => replace(index, next), typeof next.value === 'string');
            }}
            onRemove={() => {
              later.drop();
              setEditing(null);
              replace(index, null);
            }}
          />
        );
      })}
      {building && (
        <Suspense>
          <Builder
            object={object}
            filter={filter}
            fields={fields}
            cx={cx}
            onApply={onChange}
            onClose={() => setBuilding(false)}
          />
        </Suspense>
      )}
    </>
  );
}

type Later = {
  (work: () => void, wait: boolean): void;
  now: () => void;
  drop: () => void;
};

/** Does the last thing asked: at once, or after a pause in the typing. */
function useLater(): Later {
  const waiting = useRef<{ work: () => void; timer: ReturnType<typeof setTimeout> } | null>(null);
  const [later] = useState(() => {
    const drop = () => {
      clearTimeout(waiting.current?.timer);
      waiting.current = null;
    };
    const now = () => {
      const work = waiting.current?.work;
      drop();
      work?.();
    };
    return Object.assign(
      (work: () => void, wait: boolean) => {
        drop();
        if (wait) waiting.current = { work, timer: setTimeout(now, 250) };
        else work();
      },
      { now, drop },
    );
  });
  return later;
}

type ChipProps = {
  term: Term;
  known: FilterField | undefined;
  text: string;
  cx: Shown;
  opened: boolean;
  onOpen: () => void;
  onClose: () => void;
  onChange: (term: Term) => void;
  onRemove: () => void;
};

function Chip(props: ChipProps) {
  const { term, known, text, cx, opened, onOpen, onClose, onChange, onRemove } = props;
  const [draft, setDraft] = useState(term);
  // What is being entered may be incomplete for a moment; the filter then keeps the last complete condition.
  useEffect(() => {
    if (!opened) setDraft(term);
  }, [term, opened]);
  const change = (next: Term) => {
    setDraft(next);
    onChange(next);
  };
  return (
    <span className={classes.chip}>
      <Drop
        opened={opened && known !== undefined}
        onClose={onClose}
        target={
          <button type="button" className={classes.chipText} onClick={onOpen} title={text}>
            {text}
          </button>
        }
      >
        {known && (
          <TermEditor known={known} term={draft} cx={cx} onChange={change} onRemove={onRemove} />
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
