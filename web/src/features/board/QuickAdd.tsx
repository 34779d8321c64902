import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Stage } from '@/api/types';
import { Button } from '@/ui/Button';
import classes from './Column.module.css';
import { useBoardText } from './object';

type Props = {
  stage: Stage;
  /** False when it was refused: what was typed then stays. */
  onCreate: (name: string) => Promise<boolean>;
  onClose: () => void;
};

/** A deal by its name alone; Enter makes it and is ready for the next, Esc leaves. */
export function QuickAdd({ stage, onCreate, onClose }: Props) {
  const t = useBoardText();
  const common = useTranslations('common');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const add = async () => {
    const wanted = name.trim();
    if (!wanted) return onClose();
    setBusy(true);
    const done = await onCreate(wanted);
    setBusy(false);
    if (done) setName('');
  };
  return (
    <form
      className={classes.quick}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
      onBlur={(event) => {
        const inside = event.currentTarget.contains(event.relatedTarget as Node | null);
        if (!inside && !name.trim()) onClose();
      }}
    >
      <input
        autoFocus
        value={name}
        readOnly={busy}
        aria-label={t('newDealName', { stage: stage.name })}
        placeholder={t('dealName')}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      />
      <div className={classes.quickFoot}>
        <Button type="submit" size="small" look="primary" busy={busy} disabled={!name.trim()}>
          {common('add')}
        </Button>
        <Button size="small" look="quiet" onClick={onClose}>
          {common('cancel')}
        </Button>
      </div>
    </form>
  );
}
