import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Choose } from '@/ui/Choose';
import type { Upload } from './ChooseFile';
import classes from './FormatBar.module.css';
import shared from './Import.module.css';
import { useImportProblem } from './problems';
import type { Draft } from './useImport';
import type { Reading } from './wire';

const encodings = [
  'UTF-8',
  'windows-1251',
  'windows-1250',
  'windows-1252',
  'UTF-16LE',
  'UTF-16BE',
  'KOI8-R',
  'IBM866',
  'ISO-8859-2',
];

const separators = [',', ';', '\t', '|'] as const;

/** What kind of file was found. A wrong guess is put right here, and the file read again. */
export function FormatBar({ draft, upload }: { draft: Draft; upload: Upload }) {
  const t = useTranslations('import');
  const words = useImportProblem();
  const { file, source, reading } = draft;
  const found = file.format;
  const again = (patch: Reading) => upload.mutate({ source, reading: { ...reading, ...patch } });
  const encoding = encodings.find((name) => name.toLowerCase() === found.encoding?.toLowerCase());
  const known = encoding ? encodings : [found.encoding ?? '', ...encodings].filter(Boolean);
  return (
    <section className={classes.format} aria-label={t('found')}>
      <IconFileSpreadsheet size={20} stroke={1.5} aria-hidden />
      <div className={classes.fileName}>
        <b>{file.filename}</b>
        <span>
          {t('size', {
            rows: file.rows,
            columns: file.columns.length,
            kind: found.kind.toUpperCase(),
          })}
        </span>
      </div>
      <div className={classes.readings}>
        {found.encoding && (
          <Choose
            label={t('encoding')}
            value={encoding ?? found.encoding}
            options={known.map((name) => ({ value: name, label: name }))}
            disabled={upload.isPending}
            onChange={(next) => again({ encoding: next })}
          />
        )}
        {found.separator && (
          <Choose
            label={t('separator')}
            value={found.separator}
            options={separators.map((sign, index) => ({
              value: sign,
              label: t(`separatorName.s${index as 0 | 1 | 2 | 3}`),
            }))}
            disabled={upload.isPending}
            onChange={(next) => again({ separator: next })}
          />
        )}
        {found.sheets && found.sheets.length > 1 && (
          <Choose
            label={t('sheet')}
            value={found.sheet ?? null}
            options={found.sheets.map((name) => ({ value: name, label: name }))}
            disabled={upload.isPending}
            onChange={(next) => again({ sheet: next })}
          />
        )}
      </div>
      {upload.isError && (
        <p className={shared.refused} role="alert">
          {words(upload.error)}
        </p>
      )}
    </section>
  );
}
