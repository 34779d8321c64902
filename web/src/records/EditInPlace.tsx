import { Popover } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, FieldValue, Rec } from '@/api/types';
import { kindOf, type Shown } from '@/fields';
import classes from './EditInPlace.module.css';
import { useTellEditing } from './presence/editing';
import { keepRefused, letGo, refusedOf } from './refused';
import { same } from './same';

export type Move = 'down' | 'next' | 'previous' | null;

/** Called with the reason when the server refuses; says whether the reason is shown where it was typed. */
export type OnRefused = (reason: string) => boolean;

type Props = {
  field: Field;
  record: Rec;
  cx: Shown;
  typed?: string;
  /** `base` is the record as it was when the editing began: others may have changed it since. */
  onSave: (value: FieldValue, base: Rec, onRefused?: OnRefused) => void;
  /** What was typed was refused: it is to be edited again. Says whether that is so now. */
  onAgain: () => boolean;
  /** The editing is over; where the cursor goes next. */
  onEnd: (move: Move) => void;
};

/** Edits a value where it stands. Enter and Tab keep it, Escape does not, a click elsewhere keeps it. */
export function EditInPlace({ field, record, cx, typed, onSave, onAgain, onEnd }: Props) {
  useTellEditing();
  const kind = kindOf(field);
  const [base] = useState(record);
  const value = base.fields[field.key] ?? null;
  const t = useTranslations('list.wrong');
  /** What the server has refused is there again, to be put right. */
  const [refused] = useState(() =>
    typed === undefined ? refusedOf(base.id, field.key) : undefined,
  );
  const begun = refused ? refused.value : value;
  /** Why what was typed does not stand. */
  const [wrong, setWrong] = useState<{ reason: string; above: boolean } | null>(null);
  const draft = useRef<FieldValue>(begun);
  const ended = useRef(false);
  const place = useRef<HTMLDivElement>(null);

  // Beside a value that is edited in something that opens, the reason stands above it.
  useEffect(() => {
    if (refused)
      setWrong({ reason: refused.reason, above: !place.current?.querySelector('input') });
  }, [refused]);

  /** `how`: by a key, by choosing from what is offered, or by going elsewhere. */
  const end = (keep: boolean, move: Move, how: 'key' | 'choice' | 'elsewhere') => {
    if (ended.current) return;
    // Unchanged it would be refused again, and shut it would be out of sight.
    if (how === 'elsewhere' && refused && same(draft.current, refused.value)) return;
    const why = kind.isWrong?.(draft.current, field) ?? false;
    if (keep && why) {
      // What was typed is neither saved nor thrown away.
      const inside = place.current?.querySelector('input');
      const input = inside ?? document.querySelector<HTMLInputElement>('[data-floating] input');
      // A day says itself what is wrong with it.
      if (why !== 'date') {
        const reason = t(why, { text: input?.value ?? '', count: field.scale ?? 6 });
        setWrong({ reason, above: !inside });
      }
      setTimeout(() => input?.focus());
      return;
    }
    ended.current = true;
    letGo(base.id, field.key);
    const kept = draft.current ?? null;
    if (keep && !same(kept, value)) {
      const onRefused = (reason: string) => {
        keepRefused(base.id, field.key, { value: kept, reason });
        return onAgain();
      };
      onSave(kept, base, how === 'choice' ? undefined : onRefused);
    }
    onEnd(move);
  };
  const finish = useRef(end);
  finish.current = end;

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as Element;
      if (place.current?.contains(target) || target.closest('[data-floating]')) return;
      finish.current(true, null, 'elsewhere');
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, []);

  const onKeyDownCapture = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const floating = target.closest('[data-floating]') !== null;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      end(false, null, 'key');
    } else if (event.key === 'Enter' && !event.shiftKey) {
      const picks =
        target.getAttribute('role') === 'combobox' || target.getAttribute('role') === 'listbox';
      const button = target.tagName === 'BUTTON';
      const writes = target.tagName === 'TEXTAREA' && !(event.ctrlKey || event.metaKey);
      if (picks || button || writes) return;
      event.preventDefault();
      event.stopPropagation();
      end(true, 'down', 'key');
    } else if (event.key === 'Tab' && !floating) {
      event.preventDefault();
      event.stopPropagation();
      end(true, event.shiftKey ? 'previous' : 'next', 'key');
    }
  };

  const { Input } = kind;
  return (
    <Popover
      opened={wrong !== null}
      position={wrong?.above ? 'top-start' : 'bottom-end'}
      withRoles={false}
      offset={4}
    >
      <Popover.Target>
        <div
          ref={place}
          data-editing
          style={{ width: '100%', height: '100%' }}
          onKeyDownCapture={onKeyDownCapture}
          onKeyDown={(event) => event.stopPropagation()}
          onClick={(event) => event.stopPropagation()}
        >
          <Input
            field={field}
            value={begun}
            cx={cx}
            mode="place"
            label={field.label}
            record={record.fields}
            typed={typed}
            invalid={wrong !== null}
            onChange={(next, final) => {
              draft.current = next;
              setWrong(null);
              if (final) end(true, null, 'choice');
            }}
            onDone={() => end(true, null, 'elsewhere')}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown data-floating role="alert" className={classes.wrong}>
        {wrong?.reason}
      </Popover.Dropdown>
    </Popover>
  );
}

export function mayEditField(record: Rec, field: Field): boolean {
  return (
    !field.read_only &&
    record.can?.edit !== false &&
    // Who works on a deal only through its team may not give it away. Nothing else has such a team.
    !(record.can?.assign === false && field.key === 'owner') &&
    !record.masked?.includes(field.key) &&
    !record.deleted_at
  );
}
