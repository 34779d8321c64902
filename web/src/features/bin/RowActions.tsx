import { IconArrowBackUp, IconTrashX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { Button, IconButton } from '@/ui/Button';

type Props = {
  object: ObjectType;
  record: Rec;
  busy: boolean;
  /** Buttons with words rather than icons. */
  inWords?: boolean;
  onRestore: () => void;
  onDestroy: () => void;
};

/** Restore, and destroy where one may. */
export function RowActions({ object, record, busy, inWords, onRestore, onDestroy }: Props) {
  const t = useTranslations('bin');
  const name = String(record.fields[object.title] ?? '') || t('unnamed');
  const restore = t('restoreOne', { name });
  const destroy = t('destroyOne', { name });
  const mayRestore = record.can?.delete !== false;
  const mayDestroy = object.can.destroy !== 'none';
  if (inWords) {
    return (
      <>
        {mayDestroy && (
          <Button look="danger" disabled={busy} onClick={onDestroy}>
            {t('destroyAsk')}
          </Button>
        )}
        {mayRestore && (
          <Button look="primary" disabled={busy} onClick={onRestore}>
            {t('restore')}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      {mayRestore && (
        <IconButton label={restore} disabled={busy} onClick={onRestore}>
          <IconArrowBackUp size={17} stroke={1.7} />
        </IconButton>
      )}
      {mayDestroy && (
        <IconButton label={destroy} disabled={busy} onClick={onDestroy}>
          <IconTrashX size={17} stroke={1.7} />
        </IconButton>
      )}
    </>
  );
}
