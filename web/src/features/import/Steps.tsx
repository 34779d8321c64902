import { IconCheck } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { cx } from '@/ui/cx';
import classes from './Steps.module.css';

export const steps = ['file', 'map', 'check', 'run'] as const;
export type Step = (typeof steps)[number];

type Props = { at: Step; onBack: (to: Step) => void };

/** Where one is; steps already made lead back. Once rows are written there is no way back but undo. */
export function Steps({ at, onBack }: Props) {
  const t = useTranslations('import.step');
  const now = steps.indexOf(at);
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => {
        const done = index < now;
        const mark = done ? <IconCheck size={13} aria-hidden /> : index + 1;
        return (
          <li
            key={step}
            className={cx(classes.step, done && classes.done, index === now && classes.now)}
          >
            <button
              type="button"
              disabled={!done || at === 'run'}
              aria-current={index === now ? 'step' : undefined}
              onClick={() => onBack(step)}
            >
              <i>{mark}</i>
              <span>{t(step)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
