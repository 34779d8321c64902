import { useTranslations } from 'use-intl';
import type { Pipeline } from '@/api/types';
import { objectOf, pipelinesOf, useCatalogue } from '@/catalogue';
import { Checkbox } from '@/ui/Checkbox';
import classes from './Scripts.module.css';
import type { Definition } from './wire';

const OBJECTS = ['lead', 'deal', 'contact', 'company'] as const;

type Props = { draft: Definition; onChange: (part: Partial<Definition>) => void };

/** Where a script is offered: on which records, and for deals and leads in which stages. */
export function Place({ draft, onChange }: Props) {
  const t = useTranslations('settings.scripts');
  const catalogue = useCatalogue();
  const turn = (key: string, on: boolean) => {
    const gone = on ? [] : pipelinesOf(catalogue, key);
    const stays = (id: string) => !gone.some((one) => one.id === id || holds(one, id));
    onChange({
      objects: turned(draft.objects, key, on),
      pipelines: draft.pipelines?.filter(stays),
      stages: draft.stages?.filter(stays),
    });
  };
  return (
    <fieldset className={classes.place}>
      <legend>{t('where')}</legend>
      <div className={classes.checks}>
        {OBJECTS.map((key) => {
          const label = objectOf(catalogue, key)?.label_plural ?? key;
          return (
            <label key={key}>
              <Checkbox
                label={label}
                checked={draft.objects.includes(key)}
                onChange={(on) => turn(key, on)}
              />
              {label}
            </label>
          );
        })}
      </div>
      {(['lead', 'deal'] as const).map(
        (key) =>
          draft.objects.includes(key) && (
            <Stages
              key={key}
              pipelines={pipelinesOf(catalogue, key)}
              objects={objectOf(catalogue, key)?.label_plural ?? key}
              stages={draft.stages ?? []}
              onChange={(stages) => onChange({ stages })}
            />
          ),
      )}
    </fieldset>
  );
}

type StagesProps = {
  pipelines: readonly Pipeline[];
  /** Of what they are, in the plural. */
  objects: string;
  /** Those chosen, of whatever object. */
  stages: readonly string[];
  onChange: (stages: string[]) => void;
};

/** In which stages of an object's pipelines a script is offered; none chosen means all of them. */
function Stages({ pipelines, objects, stages, onChange }: StagesProps) {
  const t = useTranslations('settings.scripts');
  const some = stages.some((id) => pipelines.some((pipeline) => holds(pipeline, id)));
  return (
    <>
      {pipelines.map((pipeline) => (
        <fieldset
          key={pipeline.id}
          className={classes.checks}
          aria-label={t('inStages', { pipeline: pipeline.name })}
        >
          <span className={classes.quiet}>{t('inStages', { pipeline: pipeline.name })}</span>
          {pipeline.stages
            .filter((stage) => stage.kind === 'open')
            .map((stage) => (
              <label key={stage.id}>
                <Checkbox
                  label={stage.name}
                  checked={stages.includes(stage.id)}
                  onChange={(on) => onChange(turned(stages, stage.id, on))}
                />
                {stage.name}
              </label>
            ))}
        </fieldset>
      ))}
      {!some && <p className={classes.quiet}>{t('everyStageOf', { objects })}</p>}
    </>
  );
}

const holds = (pipeline: Pipeline, stage: string) => pipeline.stages.some(({ id }) => id === stage);

const turned = (list: readonly string[], key: string, on: boolean) =>
  on ? [...list, key] : list.filter((one) => one !== key);
