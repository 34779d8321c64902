import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import type { FilterNode, ObjectType } from '@/api/types';
import { Button } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled } from '@/ui/TextInput';
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

/** What an address can carry; more than so many by hand is better said by a filter. */
export const MOST_BY_HAND = 1000;

/** Takes the chosen records out as a file, with the columns of the table or with everything. */
export function ExportDialog({ object, whom, count, sort, columns, onClose }: Props) {
  const t = useTranslations('list');
  const common = useTranslations('common');
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [which, setWhich] = useState<'shown' | 'all'>('shown');
  const own = columns.filter((column) => !column.link);
  const filter: FilterNode =
    'ids' in whom ? { field: 'id', op: 'in', value: whom.ids } : whom.filter;
  const save = () => {
    const link = document.createElement('a');
    link.href = api.records.exportAddress(object.key, {
      format,
      filter,
      sort,
      fields: which === 'shown' ? own.map((column) => column.field.key) : undefined,
    });
    link.download = `${object.label_plural}.${format}`;
    link.click();
    onClose();
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
          <Button look="primary" onClick={save}>
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
              { value: 'shown', label: t('exportShown', { count: own.length }) },
              { value: 'all', label: t('exportAll', { count: object.fields.length }) },
            ]}
            onChange={(next) => setWhich(next as 'shown' | 'all')}
          />
        </Labelled>
      </div>
    </Dialog>
  );
}
