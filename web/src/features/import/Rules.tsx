import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { Choose } from '@/ui/Choose';
import classes from './Import.module.css';
import { identities, isNaming, type Target } from './mapping';
import type { ImportMapping } from './wire';

type Props = {
  object: ObjectType;
  mapping: ImportMapping;
  targets: readonly Target[];
  onMapping: (mapping: ImportMapping) => void;
};

const NONE = '';

/** How rows meet the records that are there: by what they are recognised, and what then happens. */
export function Rules({ object, mapping, targets, onMapping }: Props) {
  const t = useTranslations('import');
  const common = useTranslations('common');
  const set = (patch: Partial<ImportMapping>) => onMapping({ ...mapping, ...patch });
  const keys = identities(mapping, targets);
  const key = [mapping.key ?? NONE].flat()[0] ?? NONE;
  const names = Object.values(mapping.columns).some((column) =>
    isNaming(targets.find((target) => target.value === column?.field)),
  );
  return (
    <section className={classes.card} aria-label={t('rules')}>
      <Question id="import-key" text={t('knownBy', { object: object.label_plural })}>
        <Choose
          id="import-key"
          label={t('knownBy', { object: object.label_plural })}
          value={key}
          options={[
            ...keys.map((target) => ({ value: target.value, label: target.field.label })),
            ...extraKey(object, keys, key),
            { value: NONE, label: t('everyRowNew') },
          ]}
          onChange={(value) => set({ key: value === NONE ? null : value })}
        />
      </Question>
      {key !== NONE && (
        <Question id="import-existing" text={t('ifExists')}>
          <Choose
            id="import-existing"
            label={t('ifExists')}
            value={mapping.existing ?? 'update'}
            options={(['update', 'fill', 'skip'] as const).map((value) => ({
              value,
              label: t(`existing.${value}`),
            }))}
            onChange={(value) => set({ existing: value as ImportMapping['existing'] })}
          />
        </Question>
      )}
      {names && (
        <Question id="import-missing" text={t('ifMissing')}>
          <Choose
            id="import-missing"
            label={t('ifMissing')}
            value={mapping.missing ?? 'create'}
            options={(['create', 'reject'] as const).map((value) => ({
              value,
              label: t(`missing.${value}`),
            }))}
            onChange={(value) => set({ missing: value as ImportMapping['missing'] })}
          />
        </Question>
      )}
      {(object.key === 'deal' || object.key === 'lead') && (
        <Question id="import-distribute" text={t('distribute')}>
          <Choose
            id="import-distribute"
            label={t('distribute')}
            value={mapping.distribute ? 'yes' : 'no'}
            options={(['no', 'yes'] as const).map((value) => ({ value, label: common(value) }))}
            onChange={(value) => set({ distribute: value === 'yes' })}
          />
        </Question>
      )}
      {object.key === 'deal' && <PipelineQuestion mapping={mapping} set={set} />}
    </section>
  );
}

/** A key in force that no column holds by itself, such as a name put together from others. */
function extraKey(object: ObjectType, keys: readonly Target[], key: string) {
  if (key === NONE || keys.some((target) => target.value === key)) return [];
  const field = object.fields.find((candidate) => candidate.key === key);
  return field ? [{ value: key, label: field.label }] : [];
}

type PipelineProps = { mapping: ImportMapping; set: (patch: Partial<ImportMapping>) => void };

function PipelineQuestion({ mapping, set }: PipelineProps) {
  const t = useTranslations('import');
  const pipelines = useCatalogue().pipelines.filter((pipeline) => pipeline.object === 'deal');
  if (pipelines.length < 2) return null;
  const usual = pipelines.find((pipeline) => pipeline.is_default) ?? pipelines[0];
  return (
    <Question id="import-pipeline" text={t('intoPipeline')}>
      <Choose
        id="import-pipeline"
        label={t('intoPipeline')}
        value={mapping.pipeline ?? usual?.id ?? null}
        options={pipelines.map((pipeline) => ({ value: pipeline.id, label: pipeline.name }))}
        onChange={(pipeline) => set({ pipeline })}
      />
    </Question>
  );
}

function Question({ id, text, children }: { id: string; text: string; children: ReactNode }) {
  return (
    <div className={classes.question}>
      <label htmlFor={id}>{text}</label>
      <div className={classes.answer}>{children}</div>
    </div>
  );
}
