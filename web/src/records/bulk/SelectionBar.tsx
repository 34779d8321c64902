import {
  IconArrowRight,
  IconDownload,
  IconPencil,
  IconTags,
  IconTrash,
  IconUserShare,
  IconX,
} from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FilterNode, ObjectType } from '@/api/types';
import { useSession } from '@/app/session';
import { useTellChosen } from '@/features/palette/chosen';
import { withTexts } from '@/i18n';
import { Button, IconButton } from '@/ui/Button';
import type { Column } from '../columns';
import type { Selecting } from '../grid/useSelection';
import classes from './Bulk.module.css';
import { BulkDialog } from './BulkDialog';
import type { Whom } from './deed';
import { ExportDialog, MOST_BY_HAND } from './ExportDialog';
import { SetFieldDialog } from './SetFieldDialog';
import { TagsDialog } from './TagsDialog';

// Of leads it speaks with the words of their pages.
const MoveManyDialog = lazy(withTexts(['leads'], () => import('./MoveManyDialog')));

type Props = {
  object: ObjectType;
  selection: Pick<Selecting, 'value' | 'setAll' | 'choose' | 'clear'>;
  filter: FilterNode | undefined;
  sort: string | undefined;
  columns: Column[];
  /** Of the whole filtered set. */
  count: number;
};

type Doing = 'move' | 'assign' | 'set' | 'tag' | 'export' | 'delete';

/** What can be done to the chosen rows or cards, in place of the filters. */
export function SelectionBar({ object, selection, filter, sort, columns, count }: Props) {
  const t = useTranslations('list');
  const common = useTranslations('common');
  const { can } = useSession();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { all, ids } = selection.value;
  const chosen = all ? count : ids.size;
  const whom: Whom = all ? { filter: filter ?? { and: [] } } : { ids: [...ids] };
  const mayEdit = can.bulk && object.can.edit !== 'none';
  const mayMove = mayEdit && object.verbs.includes('move');
  const move = mayMove ? () => setDoing('move') : undefined;
  useTellChosen(can.bulk && chosen > 0 ? { object: object.key, count: chosen, whom, move } : null);
  const mayDelete = can.bulk && object.can.delete !== 'none';
  const tags = object.fields.find((field) => field.key === 'tags' && !field.read_only);
  const close = () => setDoing(null);
  const shared = { object, whom, onClose: close, onDone: selection.clear };
  const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;
  const button = (key: Doing, label: string, sign: ReactNode, more = {}) => (
    <Button size="small" icon={sign} onClick={() => setDoing(key)} {...more}>
      {label}
    </Button>
  );
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('withSelected')}>
      <span className={classes.count} role="status">
        {t('selected', { count: chosen })}
      </span>
      {!all && count > chosen && (
        <button type="button" className={classes.all} onClick={() => selection.setAll(true)}>
          {t('selectWhole', { count })}
        </button>
      )}
      {mayMove && button('move', t('move'), <IconArrowRight {...icon} />)}
      {mayEdit && object.owner && button('assign', t('assign'), <IconUserShare {...icon} />)}
      {mayEdit && button('set', t('setField'), <IconPencil {...icon} />)}
      {mayEdit && tags && button('tag', tags.label, <IconTags {...icon} />)}
      {can.export &&
        button('export', t('export'), <IconDownload {...icon} />, {
          disabled: !all && ids.size > MOST_BY_HAND,
          title:
            !all && ids.size > MOST_BY_HAND
              ? t('exportByFilter', { count: MOST_BY_HAND })
              : undefined,
        })}
      {mayDelete && button('delete', common('delete'), <IconTrash {...icon} />, { look: 'danger' })}
      <IconButton
        size="small"
        label={t('clearSelection')}
        onClick={selection.clear}
        className={classes.end}
      >
        <IconX size={15} />
      </IconButton>
      {doing === 'move' && (
        <Suspense>
          <MoveManyDialog {...shared} count={chosen} onLeft={selection.choose} />
        </Suspense>
      )}
      {doing === 'assign' && object.owner && (
        <SetFieldDialog {...shared} count={chosen} field={object.owner} />
      )}
      {doing === 'set' && <SetFieldDialog {...shared} count={chosen} />}
      {doing === 'tag' && tags && <TagsDialog {...shared} field={tags} count={chosen} />}
      {doing === 'export' && (
        <ExportDialog
          object={object}
          whom={whom}
          count={chosen}
          sort={sort}
          columns={columns}
          onClose={close}
        />
      )}
      {doing === 'delete' && (
        <BulkDialog
          {...shared}
          title={t('deleteTitle', { count: chosen })}
          deed={{ verb: 'delete' }}
          danger
        >
          <p className={classes.lead}>{t('deleteLead')}</p>
        </BulkDialog>
      )}
    </div>
  );
}
