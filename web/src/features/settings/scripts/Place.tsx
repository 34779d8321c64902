import { useTranslations } from 'use-intl';
import { objectOf, useCatalogue } from '@/catalogue';
import { Checkbox } from '@/ui/Checkbox';
import classes from './Scripts.module.css';
import type { Definition } from './wire';

const OBJECTS = ['lead', 'deal', 'contact', 'company'] as const;

type Props = { draft: Definition; onChange: (part: Partial<Definition>) => void };

/** Where a script is offered: on which records, and for deals in which stages. */
export function Place({ draft, onChange }: Props) {
  const t = useTranslations('settings.scripts');
  const catalogue = useCatalogue();
  const pipelines = catalogue.pipelines.filter((pipeline) => pipeline.object === 'deal');
  const stages = draft.stages ?? [];
  const turned = (list: readonly string[], key: string, on: boolean) =>
    on ? [...list, key] : list.filter((one) => one !== key);
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
                onChange={(on) => {
                  const objects = turned(draft.objects, key, on);
                  const deals = objects.includes('deal');
                  onChange({ objects, ...(deals ? {} : { stages: [], pipelines: [] }) });
                }}
              />
              {label}
            </label>
          );
        })}
      </div>
      {draft.objects.includes('deal') &&
        pipelines.map((pipeline) => (
          <div key={pipeline.id} className={classes.checks}>
            <span className={classes.quiet}>{t('inStages', { pipeline: pipeline.name })}</span>
            {pipeline.stages
              .filter((stage) => stage.kind === 'open')
              .map((stage) => (
                <label key={stage.id}>
                  <Checkbox
                    label={stage.name}
                    checked={stages.includes(stage.id)}
                    onChange={(on) => onChange({ stages: turned(stages, stage.id, on) })}
                  />
                  {stage.name}
                </label>
              ))}
          </div>
        ))}
      {draft.objects.includes('deal') && stages.length === 0 && (
        <p className={classes.quiet}>{t('everyStage')}</p>
      )}
    </fieldset>
  );
}
