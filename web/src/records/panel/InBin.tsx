import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { ObjectType, Rec } from '@/api/types';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { useUsersById } from '@/catalogue';
import { useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { toasts } from '@/ui/toast';
import { useOfferUndo } from '../undo';
import { Details } from './Details';
import { Identity } from './Identity';
import classes from './InBin.module.css';
import view from './RecordView.module.css';

type Props = { object: ObjectType; record: Rec; wide?: boolean };

/** A deleted record: what it holds, to be read only, and the way back. */
export function InBin({ object, record, wide }: Props) {
  const t = useTranslations('record');
  const cx = useShown();
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const users = useUsersById();
  const [busy, setBusy] = useState(false);
  const at = record.deleted_at ?? '';
  const by = users.get(String(record.fields.updated_by ?? ''));
  const restore = async () => {
    setBusy(true);
    try {
      offerUndo(t('restored'), await api.records.restore(record.object, record.id));
    } catch (error) {
      toasts.show({ tone: 'error', text: t('notRestored'), detail: words(asProblem(error)) });
    }
    setBusy(false);
    refreshAll(client);
  };
  return (
    <div className={wide ? view.page : view.scroll}>
      <div className={classes.banner} role="status">
        <IconTrash size={16} stroke={1.7} aria-hidden />
        <span>
          <b>{t('inBin')}</b>{' '}
          {by
            ? t('inBinBy', { name: by.name, at: cx.format.dateTime(at) })
            : t('inBinSince', { at: cx.format.dateTime(at) })}
        </span>
        {record.can?.delete !== false && (
          <Button
            size="small"
            icon={<IconArrowBackUp size={15} stroke={1.7} aria-hidden />}
            disabled={busy}
            onClick={() => void restore()}
          >
            {t('restore')}
          </Button>
        )}
      </div>
      <Identity object={object} record={record} cx={cx} />
      <div className={view.content}>
        <Details object={object} record={record} cx={cx} />
      </div>
    </div>
  );
}
