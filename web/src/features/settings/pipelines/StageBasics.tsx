import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { StageStatus, Tone } from '@/api/types';
import { Choose } from '@/ui/Choose';
import { ToneSquare } from '@/ui/Pill';
import { Labelled, TextInput } from '@/ui/TextInput';
import { tones } from '@/ui/TonePicker';
import classes from './Rules.module.css';
import type { PartProps } from './StageDialog';

export type Basics = {
  name: string;
  tone: Tone;
  probability: number;
  status: StageStatus | null;
};

const open: readonly StageStatus[] = ['new', 'qualified', 'proposal', 'negotiation'];

type Props = PartProps & {
  closed: boolean;
  basics: Basics;
  onBasics: (basics: Basics) => void;
};

/** What a stage is called and means, here and across pipelines. */
export function StageBasics({ rules, onRules, closed, basics, onBasics }: Props) {
  const t = useTranslations();
  const ids = { tone: useId(), status: useId() };
  const set = (change: Partial<Basics>) => onBasics({ ...basics, ...change });
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label={t('settings.pipelines.name')}
          required
          data-autofocus
          value={basics.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Labelled id={ids.tone} label={t('rules.tone')}>
          <Choose
            id={ids.tone}
            label={t('rules.tone')}
            size="large"
            value={basics.tone}
            options={tones.map((tone) => ({
              value: tone,
              label: t(`common.tone.${tone}`),
              icon: <ToneSquare tone={tone} />,
            }))}
            onChange={(tone) => set({ tone: tone as Tone })}
          />
        </Labelled>
      </div>
      {!closed && (
        <>
          <div className={classes.pair}>
            <TextInput
              label={t('rules.probability')}
              type="number"
              min={0}
              max={100}
              after="%"
              value={basics.probability}
              onChange={(event) =>
                set({ probability: Math.max(0, Math.min(100, Number(event.currentTarget.value))) })
              }
            />
            <TextInput
              label={t('rules.rotting')}
              hint={t('rules.rottingHint')}
              type="number"
              min={1}
              max={3660}
              placeholder={t('rules.never')}
              value={rules.rotting_days ?? ''}
              onChange={(event) => {
                const days = Math.floor(Number(event.currentTarget.value));
                onRules({ rotting_days: days > 0 ? Math.min(3660, days) : null });
              }}
            />
          </div>
          <Labelled id={ids.status} label={t('rules.status')} hint={t('rules.statusHint')}>
            <Choose
              id={ids.status}
              label={t('rules.status')}
              size="large"
              value={basics.status}
              options={open.map((status) => ({
                value: status,
                label: t(`rules.statuses.${status as 'new'}`),
              }))}
              onChange={(status) => set({ status: status as StageStatus })}
            />
          </Labelled>
        </>
      )}
    </>
  );
}
