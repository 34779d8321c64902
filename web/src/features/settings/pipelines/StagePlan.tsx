import { useTranslations } from 'use-intl';
import type { PlannedTask } from '@/api/types';
import { fieldOf, useObject, useUsers } from '@/catalogue';
import { Choose } from '@/ui/Choose';
import { newKey } from './draft';
import { Lines } from './Lines';
import classes from './Rules.module.css';
import type { PartProps } from './StageDialog';

type Unit = NonNullable<NonNullable<PlannedTask['due']>['unit']>;

const units: readonly Unit[] = ['working_hour', 'working_day', 'hour', 'day'];
const OWNER = '';
const usual = { in: 1, unit: 'working_day' } as const;

/** The tasks that are made when a deal comes to a stage. */
export function StagePlan({ rules, onRules }: PartProps) {
  const t = useTranslations('rules');
  const types = fieldOf(useObject('task'), 'type')?.options ?? [];
  const users = useUsers();
  return (
    <>
      <p className={classes.hint}>{t('planLead')}</p>
      <Lines
        label={t('plan')}
        add={t('addTask')}
        lines={rules.plan}
        nameOf={(task) => task.title}
        fresh={() => ({ key: newKey(), title: '', type: 'call', due: usual })}
        onChange={(plan) => onRules({ plan })}
      >
        {(task, set, next) => {
          const due = { ...usual, ...task.due };
          return (
            <>
              <input
                aria-label={t('taskTitle')}
                placeholder={t('taskTitle')}
                maxLength={200}
                value={task.title}
                onChange={(event) => set({ title: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  next();
                }}
              />
              <span className={classes.more}>
                <Choose
                  label={t('taskType', { name: task.title })}
                  value={task.type ?? 'todo'}
                  options={types.map((one) => ({ value: one.key, label: one.label }))}
                  onChange={(type) => set({ type })}
                />
                <span className={classes.number}>
                  <input
                    type="number"
                    min={0}
                    max={3660}
                    aria-label={t('dueIn', { name: task.title })}
                    value={due.in}
                    onChange={(event) =>
                      set({
                        due: {
                          ...due,
                          in: Math.max(0, Math.min(3660, Math.floor(+event.currentTarget.value))),
                        },
                      })
                    }
                  />
                </span>
                <Choose
                  label={t('dueUnit', { name: task.title })}
                  value={due.unit}
                  options={units.map((unit) => ({
                    value: unit,
                    label: t(`unit.${unit}`, { count: due.in }),
                  }))}
                  onChange={(unit) => set({ due: { ...due, unit: unit as Unit } })}
                />
                <Choose
                  label={t('assignee', { name: task.title })}
                  value={task.assignee ?? OWNER}
                  options={[
                    { value: OWNER, label: t('ownerOfDeal') },
                    ...users
                      .filter((user) => user.active)
                      .map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onChange={(id) => set({ assignee: id === OWNER ? null : id })}
                />
              </span>
            </>
          );
        }}
      </Lines>
    </>
  );
}
