import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import type { Pipeline, Stage } from '@/api/types';
import { ToneSquare } from '@/ui/Pill';
import { FieldChips } from './FieldChips';
import { Only } from './Only';
import type { PartProps } from './StageDialog';

type Props = PartProps & { stage: Stage; pipelines: readonly Pipeline[] };

/** What it takes to come to a stage, and where one goes on to from it. */
export function StageEntry({ object, rules, onRules, stage, pipelines }: Props) {
  const t = useTranslations('rules');
  const { data: roles = [] } = useQuery({ queryKey: keys.roles, queryFn: admin.roles.list });
  const inUse = pipelines.filter((pipeline) => !pipeline.archived);
  // The stages of its own pipeline first.
  const home = (pipeline: Pipeline) => pipeline.stages.some((one) => one.id === stage.id);
  const stages = [...inUse]
    .sort((a, b) => Number(home(b)) - Number(home(a)))
    .flatMap((pipeline) =>
      pipeline.stages
        .filter((one) => one.id !== stage.id)
        .map((one) => ({
          id: one.id,
          label: one.name,
          icon: <ToneSquare tone={one.tone} />,
          group: inUse.length > 1 ? pipeline.name : undefined,
        })),
    );
  const people = roles.map(({ id, name }) => ({ id, label: name }));
  const who = { all: t('everybody'), some: t('onlyRoles'), add: t('addRole'), none: t('nobody') };
  return (
    <>
      <FieldChips
        object={object}
        label={t('required')}
        hint={t('requiredHint')}
        value={rules.required}
        onChange={(required) => onRules({ required })}
      />
      <Only
        label={t('next')}
        all={t('anyStage')}
        some={t('onlyStages')}
        add={t('addStage')}
        none={t('nowhere')}
        options={stages}
        value={rules.next}
        onChange={(next) => onRules({ next })}
      />
      <Only
        {...who}
        label={t('enterRoles')}
        options={people}
        value={rules.enter_roles}
        onChange={(enter_roles) => onRules({ enter_roles })}
      />
      <Only
        {...who}
        label={t('leaveRoles')}
        options={people}
        value={rules.leave_roles}
        onChange={(leave_roles) => onRules({ leave_roles })}
      />
    </>
  );
}
