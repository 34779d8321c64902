import { IconLock, IconUsers, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import type { ViewScope } from '@/api/views';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Dialog } from '@/ui/Dialog';
import { TextInput } from '@/ui/TextInput';
import { type Column, statesOf } from '../columns';
import { savedStateOf } from './saved';
import type { ListState } from './useListState';
import { useViewChanges } from './useViewChanges';
import classes from './Views.module.css';

type Props = { object: ObjectType; list: ListState; columns: Column[]; onClose: () => void };

const scopes = [
  ['private', IconLock],
  ['team', IconUsers],
  ['everyone', IconWorld],
] as const;

/** Keeps the table as it looks now under a name. */
export function SaveViewDialog({ object, list, columns, onClose }: Props) {
  const t = useTranslations('views');
  const common = useTranslations('common');
  const changes = useViewChanges(object.key);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<ViewScope>('private');
  const tight = name.trim();
  const save = async () => {
    // The columns as they stand, so that the view does not move with what is usual later.
    const state = savedStateOf({ ...list.state, columns: statesOf(columns) });
    const made = await changes.create(tight, scope, state);
    if (!made) return;
    onClose();
    list.pick(made.id);
  };
  return (
    <Dialog opened onClose={onClose} title={t('saveAs')} size={440}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (tight) void save();
        }}
      >
        <TextInput
          label={t('name')}
          placeholder={t('namePlaceholder')}
          value={name}
          maxLength={80}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <fieldset className={classes.scopes}>
          <legend className={classes.legend}>{t('who')}</legend>
          {scopes.map(([option, Icon]) => (
            <label key={option} className={cx(classes.scope, scope === option && classes.chosen)}>
              <input
                type="radio"
                name="scope"
                value={option}
                checked={scope === option}
                className={classes.radio}
                onChange={() => setScope(option)}
              />
              <Icon size={16} stroke={1.7} aria-hidden />
              <span>
                <b>{t(`scope.${option}`)}</b>
                <span>{t(`scopeHint.${option}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div className={classes.buttons}>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="primary" type="submit" busy={changes.busy} disabled={!tight}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
