import { useTranslations } from 'use-intl';
import { objectOf, useCatalogue } from '@/catalogue';
import { Pill } from '@/ui/Pill';
import classes from './Setups.module.css';
import type { Setup } from './wire';

/** What a set-up brings: pipelines stage by stage, reasons, fields, views, what is said in talks, calculations. */
export function Inside({ setup }: { setup: Setup }) {
  const s = useTranslations('setups');
  const catalogue = useCatalogue();
  const objects = [...new Set(setup.fields.map((field) => field.object))];
  return (
    <div className={classes.inside}>
      {setup.pipelines.map((pipeline) => (
        <section key={pipeline.name}>
          <h3 className={classes.heading}>{s('pipeline', { name: pipeline.name })}</h3>
          <ol className={classes.stages}>
            {pipeline.stages.map((stage) => (
              <li key={stage.name} className={classes.stage}>
                <Pill tone={stage.tone} dot>
                  {stage.name}
                </Pill>
                {stage.guidance && <p>{stage.guidance}</p>}
                {stage.plan.length > 0 && (
                  <p className={classes.quiet}>{s('plan', { tasks: stage.plan.join(' · ') })}</p>
                )}
                {stage.checklist.length > 0 && (
                  <p className={classes.quiet}>
                    {s('checklist', { items: stage.checklist.join(' · ') })}
                  </p>
                )}
              </li>
            ))}
          </ol>
          <p className={classes.quiet}>{s('lost', { reasons: pipeline.lost.join(' · ') })}</p>
        </section>
      ))}
      <section>
        <h3 className={classes.heading}>{s('fields')}</h3>
        <dl className={classes.fields}>
          {objects.map((object) => (
            <div key={object}>
              <dt>{objectOf(catalogue, object)?.label_plural ?? object}</dt>
              <dd>
                {setup.fields
                  .filter((field) => field.object === object)
                  .map((field) => field.label)
                  .join(' · ')}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h3 className={classes.heading}>{s('views')}</h3>
        <p>{setup.views.join(' · ')}</p>
      </section>
      <section>
        <h3 className={classes.heading}>{s('scripts')}</h3>
        <p>{setup.scripts.join(' · ')}</p>
      </section>
      <section>
        <h3 className={classes.heading}>{s('objections')}</h3>
        <dl className={classes.fields}>
          {setup.objections.map(({ title, answers }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{answers.join(' · ')}</dd>
            </div>
          ))}
        </dl>
      </section>
      {setup.calculations.length > 0 && (
        <section>
          <h3 className={classes.heading}>{s('calculations')}</h3>
          <p>{setup.calculations.join(' · ')}</p>
        </section>
      )}
    </div>
  );
}
