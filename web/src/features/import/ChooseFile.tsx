import { IconFileSpreadsheet } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import classes from './ChooseFile.module.css';
import shared from './Import.module.css';
import { useImportProblem } from './problems';
import type { ImportFile, Reading } from './wire';

export type Upload = UseMutationResult<
  { source: File; file: ImportFile; reading: Reading },
  Error,
  { source: File; reading?: Reading }
>;

/** The place for a file: dropped, chosen, or pasted. */
export function Choose({ upload }: { upload: Upload }) {
  const t = useTranslations('import');
  const words = useImportProblem();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const source = files?.[0];
    if (source) upload.mutate({ source });
  };
  return (
    <section
      className={cx(classes.drop, over && classes.dropOver)}
      aria-label={t('choose')}
      aria-busy={upload.isPending}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      onPaste={(event) => take(event.clipboardData.files)}
    >
      <span className={classes.dropIcon}>
        <IconFileSpreadsheet size={24} stroke={1.5} aria-hidden />
      </span>
      <h2>{t('dropHere')}</h2>
      <p>{t('dropHint')}</p>
      <Button look="primary" busy={upload.isPending} onClick={() => input.current?.click()}>
        {upload.isPending ? t('reading') : t('choose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.xls,.ods,text/csv,text/plain,text/tab-separated-values"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      {upload.isError && (
        <p className={shared.refused} role="alert">
          {words(upload.error)}
        </p>
      )}
    </section>
  );
}
