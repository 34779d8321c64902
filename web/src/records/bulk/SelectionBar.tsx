import { IconPencil, IconTrash, IconUserShare, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { FieldValue, FilterNode, ObjectType } from '@/api/types';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { useSession } from '@/app/session';
import { usePeople } from '@/fields/user/options';
import { Button, IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Drop } from '@/ui/Drop';
import { Picker } from '@/ui/Picker';
import { toasts } from '@/ui/toast';
import type { Selecting } from '../grid/useSelection';
import { useOfferUndo } from '../undo';
import classes from './Bulk.module.css';
import { SetFieldDialog } from './SetFieldDialog';

type Props = {
  object: ObjectType;
  selection: Selecting;
  filter: FilterNode | undefined;
  /** Of the whole filtered set. */
  count: number;
};

/** What can be done to the chosen rows, in place of the filters. */
export function SelectionBar({ object, selection, filter, count }: Props) {
  const t = useTranslations('list');
  const common = useTranslations('common');
  const { can } = useSession();
  const [assigning, setAssigning] = useState(false);
  const [setting, setSetting] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const people = usePeople([]);
  const { run, busy } = useBulk(object, selection, filter);
  const chosen = selection.value.all ? count : selection.value.ids.size;
  const mayEdit = can.bulk && object.can.edit !== 'none';
  const mayDelete = can.bulk && object.can.delete !== 'none';
  const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('withSelected')}>
      <span className={classes.count}>{t('selected', { count: chosen })}</span>
      {!selection.value.all && count > chosen && (
        <button type="button" className={classes.all} onClick={() => selection.setAll(true)}>
          {t('selectWhole', { count })}
        </button>
      )}
      {mayEdit && object.owner && (
        <Drop
          opened={assigning}
          onClose={() => setAssigning(false)}
          target={
            <Button
              size="small"
              busy={busy}
              icon={<IconUserShare {...icon} />}
              onClick={() => setAssigning(true)}
            >
              {t('assign')}
            </Button>
          }
        >
          <Picker
            label={t('assign')}
            searchable
            options={people}
            onPick={(id) => {
              setAssigning(false);
              void run({ set: { [object.owner as string]: id } });
            }}
          />
        </Drop>
      )}
      {mayEdit && (
        <Button
          size="small"
          busy={busy}
          icon={<IconPencil {...icon} />}
          onClick={() => setSetting(true)}
        >
          {t('setField')}
        </Button>
      )}
      {mayDelete && (
        <Button
          size="small"
          look="danger"
          busy={busy}
          icon={<IconTrash {...icon} />}
          onClick={() => (chosen > 20 ? setDeleting(true) : void run({ verb: 'delete' }))}
        >
          {common('delete')}
        </Button>
      )}
      <IconButton
        size="small"
        label={t('clearSelection')}
        onClick={selection.clear}
        className={classes.end}
      >
        <IconX size={15} />
      </IconButton>
      {setting && (
        <SetFieldDialog
          object={object}
          count={chosen}
          onClose={() => setSetting(false)}
          onSet={(set) => {
            setSetting(false);
            void run({ set });
          }}
        />
      )}
      {deleting && (
        <Dialog
          opened
          onClose={() => setDeleting(false)}
          title={t('deleteTitle', { count: chosen })}
          size={420}
          footer={
            <>
              <Button onClick={() => setDeleting(false)}>{common('cancel')}</Button>
              <Button
                look="danger"
                onClick={() => {
                  setDeleting(false);
                  void run({ verb: 'delete' });
                }}
              >
                {common('delete')}
              </Button>
            </>
          }
        >
          {t('deleteLead')}
        </Dialog>
      )}
    </div>
  );
}

type Deed = { set?: Record<string, FieldValue>; verb?: string };

/** Does the same to every chosen record, as one batch that one click takes back. */
function useBulk(object: ObjectType, selection: Selecting, filter: FilterNode | undefined) {
  const t = useTranslations('list');
  const client = useQueryClient();
  const words = useProblemText();
  const offerUndo = useOfferUndo();
  const [busy, setBusy] = useState(false);
  const run = async (deed: Deed) => {
    setBusy(true);
    try {
      const whom = selection.value.all
        ? { filter: filter ?? { and: [] } }
        : { ids: [...selection.value.ids] };
      const answer = await api.records.bulk(object.key, { ...whom, ...deed });
      const { counts, batch, results } = answer.data;
      refreshAll(client);
      selection.clear();
      const done =
        deed.verb === 'delete'
          ? t('bulkDeleted', { count: counts.changed })
          : t('bulkChanged', { count: counts.changed });
      if (counts.changed > 0) offerUndo(done, { event: null, batch: batch ?? answer.batch });
      if (counts.failed > 0) {
        const first = results.find((result) => !result.ok);
        const problem = asProblem(null);
        toasts.show({
          tone: 'error',
          text: t('bulkFailed', { count: counts.failed }),
          detail: first?.code
            ? words(Object.assign(problem, { code: first.code, problems: first.problems ?? [] }))
            : undefined,
          seconds: 8,
        });
      }
      if (counts.changed === 0 && counts.failed === 0) toasts.show({ text: t('bulkNothing') });
    } catch (error) {
      toasts.show({
        tone: 'error',
        text: t('bulkRefused'),
        detail: words(asProblem(error)),
        seconds: 8,
      });
    } finally {
      setBusy(false);
    }
  };
  return { run, busy };
}
