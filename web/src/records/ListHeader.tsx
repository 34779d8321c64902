import {
  IconDots,
  IconDownload,
  IconLayoutKanban,
  IconList,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import type { FilterNode, ObjectType } from '@/api/types';
import { useSession } from '@/app/session';
import { usePhone } from '@/app/useWide';
import { useCatalogue } from '@/catalogue';
import { ObjectIcon } from '@/catalogue/icons';
import { wordsFor } from '@/catalogue/words';
import { useTellList } from '@/features/palette/chosen';
import { Button, IconButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { PageHeader } from '@/ui/Page';
import type { Column } from './columns';
import classes from './List.module.css';

type Props = {
  object: ObjectType;
  count: number | undefined;
  filter: FilterNode | undefined;
  sort: string | undefined;
  columns: Column[];
  onCreate: () => void;
  /** Rows are to be chosen by tapping them. */
  onChoose: () => void;
};

export function ListHeader(props: Props) {
  const { object, count, filter, sort, columns, onCreate, onChoose } = props;
  const t = useTranslations('list');
  const { can } = useSession();
  const phone = usePhone();
  const navigate = useNavigate();
  const { pipelines } = useCatalogue();
  const inquiries = pipelines.filter((pipeline) => pipeline.object === 'lead');
  const board =
    object.key === 'deal'
      ? 'default'
      : object.key === 'lead'
        ? (inquiries.find((pipeline) => pipeline.is_default) ?? inquiries[0])?.id
        : undefined;
  const save = (format: 'csv' | 'xlsx') => {
    const link = document.createElement('a');
    link.href = api.records.exportAddress(object.key, {
      format,
      filter,
      sort,
      fields: columns.filter((column) => !column.link).map((column) => column.field.key),
    });
    link.download = `${object.label_plural}.${format}`;
    link.click();
  };
  useTellList(can.export ? object.label_plural : null, save);
  return (
    <PageHeader
      icon={<ObjectIcon name={object.key === 'deal' ? 'deal' : object.icon} />}
      title={object.label_plural}
      hint={count === undefined ? undefined : t('records', { count, ...wordsFor(object) })}
    >
      {board && (
        <div className={classes.switch}>
          <IconButton
            label={t('asBoard')}
            onClick={() =>
              void navigate({
                to: '/board/$pipeline',
                params: { pipeline: board },
                search: filter ? { filter } : {},
              })
            }
          >
            <IconLayoutKanban size={17} stroke={1.7} />
          </IconButton>
          <IconButton label={t('asList')} aria-pressed>
            <IconList size={17} stroke={1.7} />
          </IconButton>
        </div>
      )}
      {phone && (
        <Menu
          position="bottom-end"
          trigger={
            <IconButton label={t('more')}>
              <IconDots size={18} stroke={1.7} />
            </IconButton>
          }
          entries={[
            { key: 'choose', label: t('choose'), onSelect: onChoose },
            ...(can.export
              ? [
                  { key: 'export', title: t('export') },
                  { key: 'xlsx', label: t('exportXlsx'), onSelect: () => save('xlsx') },
                  { key: 'csv', label: t('exportCsv'), onSelect: () => save('csv') },
                ]
              : []),
          ]}
        />
      )}
      {can.export && !phone && (
        <Menu
          position="bottom-end"
          trigger={
            <IconButton label={t('export')}>
              <IconDownload size={17} stroke={1.7} />
            </IconButton>
          }
          entries={[
            { key: 'xlsx', label: t('exportXlsx'), onSelect: () => save('xlsx') },
            { key: 'csv', label: t('exportCsv'), onSelect: () => save('csv') },
          ]}
        />
      )}
      {!phone && object.can.delete !== 'none' && (
        <IconButton
          label={t('toBin', { objects: object.label_plural })}
          onClick={() => void navigate({ to: '/bin', search: { object: object.key } })}
        >
          <IconTrash size={17} stroke={1.7} />
        </IconButton>
      )}
      {object.can.create && (
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} aria-hidden />}
          aria-label={t('new', wordsFor(object))}
          className={phone ? classes.plus : undefined}
          onClick={onCreate}
        >
          {phone ? undefined : t('new', wordsFor(object))}
        </Button>
      )}
    </PageHeader>
  );
}
