import { IconArrowBackUp, IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { Button, IconButton } from '@/ui/Button';
import type { Column } from '../columns';
import { SaveViewDialog } from './SaveViewDialog';
import { savedStateOf } from './saved';
import type { ListState } from './useListState';
import { useViewChanges } from './useViewChanges';
import classes from './Views.module.css';

type Props = { object: ObjectType; list: ListState; columns: Column[] };

/** Shown once the table differs from its view: keep it so, or go back. */
export function ViewActions({ object, list, columns }: Props) {
  const t = useTranslations('views');
  const changes = useViewChanges(object.key);
  const [naming, setNaming] = useState(false);
  const { view } = list;
  const dialog = naming && (
    <SaveViewDialog
      object={object}
      list={list}
      columns={columns}
      onClose={() => setNaming(false)}
    />
  );
  if (!list.isChanged) return dialog || null;
  const mine = view?.can.edit ? view : undefined;
  return (
    <span className={classes.actions}>
      <Button
        size="small"
        look="quiet"
        className={classes.save}
        busy={changes.busy}
        icon={<IconDeviceFloppy size={15} stroke={1.7} aria-hidden />}
        onClick={() => {
          if (mine)
            void changes
              .save(mine, savedStateOf(list.state))
              .then((saved) => saved && list.reset());
          else setNaming(true);
        }}
      >
        {mine ? t('save') : t('saveAs')}
      </Button>
      <IconButton size="small" label={t('reset')} onClick={list.reset}>
        <IconArrowBackUp size={15} stroke={1.7} />
      </IconButton>
      {dialog}
    </span>
  );
}
