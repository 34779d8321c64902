import { IconLock, IconUsers, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ViewScope } from '@/api/views';
import { useSession } from '@/app/session';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Dialog } from '@/ui/Dialog';
import { TextInput } from '@/ui/TextInput';
import classes from './Views.module.css';

type Props = {
  busy: boolean;
  onSave: (name: string, scope: ViewScope) => void;
  onClose: () => void;
};

const scopes = [
  ['private', IconLock],
  ['team', IconUsers],
  ['everyone', IconWorld],
] as const;

/** A name for what is on the screen, and who is to see it. */
export function NewView({ busy, onSave, onClose }: Props) {
  const t = useTranslations('views');
  const common = useTranslations('common');
  const [name, setName] = useState('');
  const [scope, setScope] = useState<ViewScope>('private');
  const { can, user } = useSession();
  const tight = name.trim();
  const reach = { private: true, team: Boolean(user.team), everyone: can.share_views };
  const offered = scopes.filter(([option]) => reach[option]);
  return (
    <Dialog opened onClose={onClose} title={t('saveAs')} size={440}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (tight) onSave(tight, scope);
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
          {offered.map(([option, Icon]) => (
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
          <Button look="primary" type="submit" busy={busy} disabled={!tight}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
