import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { isEmpty } from '@/fields';
import { Ring } from '@/ui/Ring';
import { TieDialog } from '../affiliations/TieDialog';
import { mayEditField } from '../EditInPlace';
import classes from './Completeness.module.css';

/** How complete a record is; a click shows what is missing and lets it be filled. */
export function Completeness({ object, record }: { object: ObjectType; record: Rec }) {
  const t = useTranslations('record');
  const [filling, setFilling] = useState(false);
  const percent = record.fields.completeness;
  if (percent === null || percent === undefined) return null;
  const missing = object.fields.filter(
    (field) =>
      (field.weight ?? 0) > 0 && isEmpty(record.fields[field.key]) && mayEditField(record, field),
  );
  const shown = Number(percent);
  return (
    <>
      <button
        type="button"
        className={classes.button}
        disabled={missing.length === 0}
        onClick={() => setFilling(true)}
        title={
          missing.length > 0
            ? t('filled.missing', { fields: missing.map((field) => field.label).join(', ') })
            : undefined
        }
      >
        <Ring percent={shown} />
        {t('filled.percent', { percent: shown })}
      </button>
      {filling && (
        <TieDialog
          tie={record}
          object={object}
          fields={missing.map((field) => field.key)}
          title={t('filled.fill')}
          done={t('filled.done')}
          onClose={() => setFilling(false)}
        />
      )}
    </>
  );
}
