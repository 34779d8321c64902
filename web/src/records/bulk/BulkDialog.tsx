import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { type Deed, useBulk, useRehearsal, type Whom } from './deed';
import { Effect } from './Effect';

type Props = {
  object: ObjectType;
  whom: Whom;
  title: string;
  /** Null while it is not yet said what to do. */
  deed: Deed | null;
  danger?: boolean;
  onClose: () => void;
  onDone: () => void;
  children?: ReactNode;
};

/** Frame of everything done to many records: what is to be done, what that will do, and the button that does it. */
export function BulkDialog({
  object,
  whom,
  title,
  deed,
  danger,
  onClose,
  onDone,
  children,
}: Props) {
  const t = useTranslations('list');
  const common = useTranslations('common');
  const settled = useSettledDeed(deed);
  const rehearsal = useRehearsal(object, whom, settled);
  const { run, busy } = useBulk(object, onDone);
  const changed = settled && rehearsal.data ? rehearsal.data.counts.changed : 0;
  const label = danger
    ? changed > 0
      ? t('deleteDo', { count: changed })
      : common('delete')
    : changed > 0
      ? t('setFieldDo', { count: changed })
      : common('apply');
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title}
      size={460}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            busy={busy}
            disabled={changed === 0}
            onClick={() => {
              if (settled) void run(whom, settled).then((done) => done && onClose());
            }}
          >
            {label}
          </Button>
        </>
      }
    >
      {children}
      {settled && (
        <Effect object={object} result={rehearsal.data} error={rehearsal.error} deletes={danger} />
      )}
    </Dialog>
  );
}

/** What is being typed is tried out after a pause. */
export function useSettledDeed(deed: Deed | null): Deed | null {
  const text = JSON.stringify(deed);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return text === settled ? (JSON.parse(settled) as Deed | null) : null;
}
