import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { pipelinesOf, useCatalogue } from '@/catalogue';
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
      {(object.key === 'deal' || object.key === 'lead') && (
        <PlaceQuestions of={object.key} mapping={mapping} set={set} />
      )}
    </section>
  );
}

/** A key in force that no column holds by itself, such as a name put together from others. */
function extraKey(object: ObjectType, keys: readonly Target[], key: string) {
  if (key === NONE || keys.some((target) => target.value === key)) return [];
  const field = object.fields.find((candidate) => candidate.key === key);
  return field ? [{ value: key, label: field.label }] : [];
}

type PlaceProps = {
  of: 'deal' | 'lead';
  mapping: ImportMapping;
  set: (patch: Partial<ImportMapping>) => void;
};

/** Where new deals or leads stand whose rows do not say it. */
function PlaceQuestions({ of, mapping, set }: PlaceProps) {
  const t = useTranslations('import');
  const pipelines = pipelinesOf(useCatalogue(), of);
  const usual = pipelines.find((pipeline) => pipeline.is_default) ?? pipelines[0];
  const pipeline = pipelines.find((one) => one.id === mapping.pipeline) ?? usual;
  if (!pipeline) return null;
  const into = t('intoPipeline', { of });
  return (
    <>
      {pipelines.length > 1 && (
        <Question id="import-pipeline" text={into}>
          <Choose
            id="import-pipeline"
            label={into}
            value={pipeline.id}
            options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(pipeline) => set({ pipeline, stage: undefined })}
          />
        </Question>
      )}
      <Question id="import-stage" text={t('intoStage')}>
        <Choose
          id="import-stage"
          label={t('intoStage')}
          value={mapping.stage ?? NONE}
          options={[
            { value: NONE, label: t('firstStage') },
            ...pipeline.stages
              .filter((stage) => stage.kind === 'open')
              .map((stage) => ({ value: stage.id, label: stage.name })),
          ]}
          onChange={(stage) => set({ stage: stage === NONE ? undefined : stage })}
        />
      </Question>
    </>
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
