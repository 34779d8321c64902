import { useTranslations } from 'use-intl';
import { ObjectIcon } from '@/catalogue/icons';
import { Button } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import type { Upload } from './ChooseFile';
import { ColumnTable } from './ColumnTable';
import { FormatBar } from './FormatBar';
import classes from './Import.module.css';
import { flaws, targetsOf, unused } from './mapping';
import { useImportObjects } from './objects';
import { Rules } from './Rules';
import type { Draft } from './useImport';
import type { ImportMapping } from './wire';

type Props = {
  draft: Draft;
  upload: Upload;
  onMapping: (mapping: ImportMapping) => void;
  onNext: () => void;
  onCancel: () => void;
};

/** What was found in the file, what its rows are, where each column goes, and how rows meet what is there already. */
export function MapStep({ draft, upload, onMapping, onNext, onCancel }: Props) {
  const t = useTranslations('import');
  const common = useTranslations('common');
  const objects = useImportObjects();
  const { file, mapping } = draft;
  const object = objects.find((candidate) => candidate.key === mapping.object);
  const targets = object ? targetsOf(object) : [];
  const left = unused(mapping, file.columns).length;
  const wrong = object ? flaws(mapping, object) : [];
  return (
    <>
      <div className={classes.wide}>
        <FormatBar draft={draft} upload={upload} />
        <section className={classes.card}>
          <div className={classes.question}>
            <label htmlFor="import-object">{t('rowsAre')}</label>
            <div className={classes.answer}>
              <Choose
                id="import-object"
                label={t('rowsAre')}
                value={mapping.object}
                options={objects.map((candidate) => ({
                  value: candidate.key,
                  label: candidate.label_plural,
                  icon: <ObjectIcon name={candidate.icon} size={16} />,
                }))}
                disabled={upload.isPending}
                // The guess is made anew for it.
                onChange={(object) =>
                  upload.mutate({ source: draft.source, reading: { ...draft.reading, object } })
                }
              />
            </div>
          </div>
          <ColumnTable
            columns={file.columns}
            rows={file.rows}
            mapping={mapping}
            targets={targets}
            onMapping={onMapping}
          />
        </section>
        {object && (
          <Rules object={object} mapping={mapping} targets={targets} onMapping={onMapping} />
        )}
      </div>
      <footer className={classes.foot}>
        <Button onClick={onCancel}>{common('cancel')}</Button>
        <p className={classes.flaws} role="status">
          {wrong.length > 0
            ? wrong
                .map(({ flaw, fields }) => t(`flaw.${flaw}`, { fields: fields.join(', ') }))
                .join(' ')
            : left > 0 && <span className={classes.quiet}>{t('leftOut', { count: left })}</span>}
        </p>
        <Button look="primary" disabled={wrong.length > 0 || !object} onClick={onNext}>
          {t('toCheck')}
        </Button>
      </footer>
    </>
  );
}
