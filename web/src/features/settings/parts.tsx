import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { byHand, useOfferUndo } from '@/records/undo';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Dialog } from '@/ui/Dialog';
import { TextInput } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import classes from './Settings.module.css';

type SectionProps = {
  title: string;
  lead?: string;
  wide?: boolean;
  action?: ReactNode;
  children: ReactNode;
};

/** One part of the settings: what it is, what can be done, the thing itself. */
export function Section({ title, lead, wide, action, children }: SectionProps) {
  return (
    <section className={cx(classes.section, wide && classes.wide)}>
      <div className={classes.head}>
        <div className={classes.headWords}>
          <h2 className={classes.title}>{title}</h2>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/**
 * Does something on the server and renews what it touched; says why when it is refused. With `back`, which does the
 * opposite, it is offered to be taken back.
 */
export function useAct(): {
  busy: boolean;
  act: (
    work: () => Promise<unknown>,
    touched: readonly (readonly string[])[],
    said?: string,
    back?: () => Promise<unknown>,
  ) => Promise<boolean>;
} {
  const client = useQueryClient();
  const words = useProblemText();
  const offerUndo = useOfferUndo();
  const t = useTranslations('errors');
  const [busy, setBusy] = useState(false);
  const act = useCallback(
    async (
      work: () => Promise<unknown>,
      touched: readonly (readonly string[])[],
      said?: string,
      back?: () => Promise<unknown>,
    ) => {
      const renew = () =>
        Promise.all(touched.map((queryKey) => client.invalidateQueries({ queryKey })));
      setBusy(true);
      try {
        await work();
        await renew();
        if (said && back)
          offerUndo(
            said,
            byHand(() => back().then(renew)),
          );
        else if (said) toasts.show({ text: said, tone: 'success', seconds: 3 });
        return true;
      } catch (error) {
        toasts.show({
          tone: 'error',
          text: t('title'),
          detail: words(asProblem(error)),
          seconds: 8,
        });
        return false;
      } finally {
        setBusy(false);
      }
    },
    [client, words, offerUndo, t],
  );
  return { busy, act };
}

type NameProps = {
  title: string;
  label: string;
  hint?: string;
  busy?: boolean;
  /** More that is asked, below the name. */
  children?: ReactNode;
  onName: (name: string) => void;
  onClose: () => void;
};

/** Asks what something new is to be called. */
export function NameDialog({ title, label, hint, busy, children, onName, onClose }: NameProps) {
  const t = useTranslations('common');
  const [text, setText] = useState('');
  const name = text.trim();
  const make = () => {
    if (name && !busy) onName(name);
  };
  return (
    <Dialog
      opened
      size={420}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!name} onClick={make}>
            {t('create')}
          </Button>
        </>
      }
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <TextInput
          label={label}
          hint={hint}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {children}
      </form>
    </Dialog>
  );
}

type AskProps = {
  title: string;
  lead: ReactNode;
  yes: string;
  busy?: boolean;
  disabled?: boolean;
  children?: ReactNode;
  onYes: () => void;
  onClose: () => void;
};

/** Asks before something that cannot simply be taken back. */
export function Ask({ title, lead, yes, busy, disabled, children, onYes, onClose }: AskProps) {
  const t = useTranslations('common');
  return (
    <Dialog
      opened
      size={420}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={busy} disabled={disabled} onClick={onYes}>
            {yes}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        <p>{lead}</p>
        {children}
      </div>
    </Dialog>
  );
}

type RemoveProps = {
  title: string;
  /** What goes with it. */
  lead: ReactNode;
  busy?: boolean;
  onRemove: () => void;
};

/** Removes what cannot be brought back, once it has been said what goes. */
export function RemoveButton({ title, lead, busy, onRemove }: RemoveProps) {
  const t = useTranslations('common');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        look="danger"
        busy={busy}
        onClick={() => setAsking(true)}
        style={{ marginInlineEnd: 'auto' }}
      >
        {t('remove')}
      </Button>
      {asking && (
        <Ask
          title={title}
          lead={lead}
          yes={t('remove')}
          busy={busy}
          onYes={() => {
            setAsking(false);
            onRemove();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
