import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Pipeline, PipelineRules } from '@/api/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TabBar } from '@/ui/TabBar';
import { useAct } from '../parts';
import { keyed, unkeyed } from './draft';
import { Only } from './Only';
import { Outcomes } from './Outcomes';
import classes from './Rules.module.css';

type NextStep = PipelineRules['next_step'];

const steps: readonly NextStep[] = ['off', 'warn', 'enforce'];
const parts = ['general', 'won', 'lost'] as const;
type Part = (typeof parts)[number];

const none = { reasons: [], required: false, amount_required: false };
const usual: PipelineRules = { teams: null, next_step: 'off', won: none, lost: none };

/** What a pipeline asks of what goes through it: a next step, who works with it, how deals may end. */
export function PipelineDialog({ pipeline, onClose }: { pipeline: Pipeline; onClose: () => void }) {
  const t = useTranslations();
  const { busy, act } = useAct();
  const ids = { form: useId(), body: useId(), step: useId() };
  const { data: teams = [] } = useQuery({ queryKey: keys.teams, queryFn: api.teams });
  const [part, setPart] = useState<Part>('general');
  // Leads have no next step to be enforced, and say in their own field why they were rejected.
  const isOfDeals = pipeline.object === 'deal';
  const rules = pipeline.rules ?? usual;
  const [step, setStep] = useState<NextStep>(rules.next_step);
  const [chosen, setChosen] = useState(rules.teams);
  const [won, setWon] = useState({ ...rules.won, reasons: keyed(rules.won.reasons) });
  const [lost, setLost] = useState({ ...rules.lost, reasons: keyed(rules.lost.reasons) });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const sent = (outcome: typeof won) => ({
      ...outcome,
      reasons: unkeyed(outcome.reasons, (reason) => reason.name),
    });
    const ofDeals = { next_step: step, won: sent(won), lost: sent(lost) };
    const body = { rules: { ...(isOfDeals ? ofDeals : rules), teams: chosen } };
    const touched = [keys.pipelines, keys.catalogue, ['figures']];
    const done = await act(
      () => admin.pipelines.update(pipeline.id, body),
      touched,
      t('settings.saved'),
      () => admin.pipelines.update(pipeline.id, { rules }),
    );
    if (done) onClose();
  };
  return (
    <Dialog
      opened
      size={620}
      onClose={onClose}
      title={t('rules.pipelineTitle', { name: pipeline.name })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={ids.form} busy={busy}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      {isOfDeals && (
        <TabBar
          label={t('rules.parts')}
          className={classes.tabs}
          controls={ids.body}
          active={part}
          tabs={parts.map((key) => ({ key, label: t(`rules.part.${key}`) }))}
          onPick={(key) => setPart(key as Part)}
        />
      )}
      <form id={ids.form} onSubmit={(event) => void save(event)}>
        <div id={ids.body} role="tabpanel" className={classes.body}>
          {part === 'general' && (
            <>
              {isOfDeals && (
                <div className={classes.field} role="radiogroup" aria-labelledby={ids.step}>
                  <span id={ids.step} className={classes.label}>
                    {t('rules.nextStep')}
                  </span>
                  <div className={classes.choices}>
                    {steps.map((one) => (
                      <label key={one} className={classes.choice}>
                        <input
                          type="radio"
                          name={ids.step}
                          checked={step === one}
                          onChange={() => setStep(one)}
                        />
                        <span>
                          <span className={classes.choiceName}>{t(`rules.nextSteps.${one}`)}</span>
                          <span className={classes.hint}>{t(`rules.nextStepHints.${one}`)}</span>
                        </span>
                      </label>
                    ))}
                  </div>
                </div>
              )}
              <Only
                label={t('rules.teams')}
                all={t('rules.everybody')}
                some={t('rules.onlyTeams')}
                add={t('rules.addTeam')}
                none={t('rules.nobody')}
                options={teams.map(({ id, name }) => ({ id, label: name }))}
                value={chosen}
                onChange={setChosen}
              />
            </>
          )}
          {part === 'won' && <Outcomes value={won} onChange={setWon} />}
          {part === 'lost' && <Outcomes value={lost} onChange={setLost} />}
        </div>
      </form>
    </Dialog>
  );
}
