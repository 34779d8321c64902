import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { ObjectType } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { Button } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import type { Column } from '../columns';
import type { Whom } from './deed';

type Props = {
  object: ObjectType;
  whom: Whom;
  count: number;
  sort: string | undefined;
  columns: Column[];
  onClose: () => void;
};

/** More than so many picked one by one the server does not take; a filter says it better then. */
export const MOST_BY_HAND = 20_000;

/** Takes the chosen records out as a file, with the columns of the table or with everything. */
export function ExportDialog({ object, whom, count, sort, columns, onClose }: Props) {
  const t = useTranslations('list');
  const common = useTranslations('common');
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [which, setWhich] = useState<'shown' | 'all'>('shown');
  const [busy, setBusy] = useState(false);
  const words = useProblemText();
  const fields = which === 'shown' ? columns.map((column) => column.field.key) : undefined;
  const save = async () => {
    const name = `${object.label_plural}.${format}`;
    if ('filter' in whom) {
      // The browser fetches it by itself, however long it is.
      const { filter } = whom;
      download(api.records.exportAddress(object.key, { format, filter, sort, fields }), name);
      return onClose();
    }
    setBusy(true);
    try {
      const { ids } = whom;
      const file = URL.createObjectURL(
        await api.records.exportPicked(object.key, { format, ids, sort, fields }),
      );
      download(file, name);
      setTimeout(() => URL.revokeObjectURL(file), 60_000);
      return onClose();
    } catch (error) {
      toasts.show({ tone: 'error', text: t('notExported'), detail: words(asProblem(error)) });
      return setBusy(false);
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('exportTitle', { count })}
      size={420}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {t('export')}
          </Button>
        </>
      }
    >
      <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
        <Labelled label={t('exportFormat')}>
          <Choose
            label={t('exportFormat')}
            value={format}
            options={[
              { value: 'xlsx', label: t('exportXlsx') },
              { value: 'csv', label: t('exportCsv') },
            ]}
            onChange={(next) => setFormat(next as 'xlsx' | 'csv')}
          />
        </Labelled>
        <Labelled label={t('columns')}>
          <Choose
            label={t('columns')}
            value={which}
            options={[
              { value: 'shown', label: t('exportShown', { count: columns.length }) },
              { value: 'all', label: t('exportAll', { count: object.fields.length }) },
            ]}
            onChange={(next) => setWhich(next as 'shown' | 'all')}
          />
        </Labelled>
      </div>
    </Dialog>
  );
}

function download(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}
