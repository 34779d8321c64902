import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { Stage } from '@/api/types';
import { pipelinesOf, useCatalogue } from '@/catalogue';
import { Labelled } from '@/ui/TextInput';
import classes from './Scripts.module.css';
import { scripts, scriptsKey } from './wire';

/** The scripts that are offered in a stage, and the way to where they are written. */
export function StageScripts({ stage }: { stage: Stage }) {
  const t = useTranslations('settings.scripts');
  const catalogue = useCatalogue();
  const { data } = useQuery({ queryKey: scriptsKey, queryFn: scripts.list });
  const home = catalogue.pipelines.find((one) => one.stages.some(({ id }) => id === stage.id));
  // Of what a script names, only what this object goes through narrows it here.
  const ours = pipelinesOf(catalogue, home?.object);
  const fits = (list: readonly string[] | undefined, id: string | undefined, all: string[]) => {
    const named = (list ?? []).filter((one) => all.includes(one));
    return named.length === 0 || (id !== undefined && named.includes(id));
  };
  const stages = ours.flatMap((one) => one.stages.map(({ id }) => id));
  const pipelines = ours.map(({ id }) => id);
  const here = (data ?? []).filter(
    (one) =>
      one.active &&
      one.objects.includes(home?.object ?? 'deal') &&
      fits(one.stages, stage.id, stages) &&
      fits(one.pipelines, home?.id, pipelines),
  );
  return (
    <Labelled label={t('offeredHere')}>
      <span className={classes.bar}>
        {here.length === 0 && <span className={classes.quiet}>{t('noneHere')}</span>}
        {here.map((one) => (
          <span key={one.id}>{one.name}</span>
        ))}
        <Link to="/settings/$section" params={{ section: 'scripts' }}>
          {t('toScripts')}
        </Link>
      </span>
    </Labelled>
  );
}
