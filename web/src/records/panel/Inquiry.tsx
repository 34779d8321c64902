import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import classes from './Inquiry.module.css';

/** Longer than this it is folded, so that what one does about it stays in sight. */
const LONG = 480;
const LINES = 8;

/** What a lead asked, in the words of whoever asked it: read first. It is changed among the details. */
export function Inquiry({ object, record }: { object: ObjectType; record: Rec }) {
  const t = useTranslations('record');
  const [whole, setWhole] = useState(false);
  const field = fieldOf(object, 'note');
  const text = record.fields.note;
  if (!field || typeof text !== 'string' || text.trim() === '') return null;
  const long = text.length > LONG || text.split('\n').length > LINES;
  return (
    <section className={classes.inquiry} aria-label={field.label}>
      <h3 className={classes.label}>{field.label}</h3>
      <p className={classes.text} data-folded={(long && !whole) || undefined}>
        {text.trim()}
      </p>
      {long && (
        <button
          type="button"
          className={classes.more}
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {t(whole ? 'lessText' : 'wholeText')}
        </button>
      )}
    </section>
  );
}
