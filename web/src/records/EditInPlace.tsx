import { Popover } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, FieldValue, Rec } from '@/api/types';
import { kindOf, type Shown } from '@/fields';
import classes from './EditInPlace.module.css';
import { useTellEditing } from './presence/editing';
import { same } from './same';

export type Move = 'down' | 'next' | 'previous' | null;

type Why = 'number' | 'digits' | 'date' | 'email';

type Props = {
  field: Field;
  record: Rec;
  cx: Shown;
  typed?: string;
  /** `base` is the record as it was when the editing began: others may have changed it since. */
  onSave: (value: FieldValue, base: Rec) => void;
  /** The editing is over; where the cursor goes next. */
  onEnd: (move: Move) => void;
};

/** Edits a value where it stands. Enter and Tab keep it, Escape does not, a click elsewhere keeps it. */
export function EditInPlace({ field, record, cx, typed, onSave, onEnd }: Props) {
  useTellEditing();
  const kind = kindOf(field);
  const [base] = useState(record);
  const value = base.fields[field.key] ?? null;
  const t = useTranslations('list.wrong');
  /** What was typed and is no value of this kind, and why. */
  const [wrong, setWrong] = useState<{ text: string; why: Why; above: boolean } | null>(null);
  const draft = useRef<FieldValue>(value);
  const ended = useRef(false);
  const place = useRef<HTMLDivElement>(null);

  const end = (keep: boolean, move: Move) => {
    if (ended.current) return;
    const why = kind.isWrong?.(draft.current, field) ?? false;
    if (keep && why) {
      // What was typed is neither saved nor thrown away.
      const inside = place.current?.querySelector('input');
      const input = inside ?? document.querySelector<HTMLInputElement>('[data-floating] input');
      // A day says itself what is wrong with it.
      if (why !== 'date') setWrong({ text: input?.value ?? '', why, above: !inside });
      setTimeout(() => input?.focus());
      return;
    }
    ended.current = true;
    if (keep && !same(draft.current, value)) onSave(draft.current ?? null, base);
    onEnd(move);
  };
  const finish = useRef(end);
  finish.current = end;

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as Element;
      if (place.current?.contains(target) || target.closest('[data-floating]')) return;
      finish.current(true, null);
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
      end(false, null);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      const picks =
        target.getAttribute('role') === 'combobox' || target.getAttribute('role') === 'listbox';
      const button = target.tagName === 'BUTTON';
      const writes = target.tagName === 'TEXTAREA' && !(event.ctrlKey || event.metaKey);
      if (picks || button || writes) return;
      event.preventDefault();
      event.stopPropagation();
      end(true, 'down');
    } else if (event.key === 'Tab' && !floating) {
      event.preventDefault();
      event.stopPropagation();
      end(true, event.shiftKey ? 'previous' : 'next');
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
            value={value}
            cx={cx}
            mode="place"
            label={field.label}
            record={record.fields}
            typed={typed}
            invalid={wrong !== null}
            onChange={(next, final) => {
              draft.current = next;
              setWrong(null);
              if (final) end(true, null);
            }}
            onDone={() => end(true, null)}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown data-floating role="alert" className={classes.wrong}>
        {wrong && t(wrong.why, { text: wrong.text, count: field.scale ?? 6 })}
      </Popover.Dropdown>
    </Popover>
  );
}

export function mayEditField(record: Rec, field: Field): boolean {
  return (
    !field.read_only &&
    record.can?.edit !== false &&
    !record.masked?.includes(field.key) &&
    !record.deleted_at
  );
}
