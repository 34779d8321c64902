import { IconArrowBackUp, IconTrash, IconTrashX, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Empty, Failed, Skeleton } from '@/ui/State';
import classes from './Bin.module.css';
import { BinRow } from './BinRow';
import { DestroyDialog } from './DestroyDialog';
import { useBin } from './data';
import { useDeeds } from './deeds';
import { Preview } from './Preview';

type Props = { object: ObjectType; words: string | undefined };

/** The deleted records of one object. */
export function BinList({ object, words }: Props) {
  const t = useTranslations('bin');
  const bin = useBin(object, words);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Rec | null>(null);
  const [asking, setAsking] = useState<readonly Rec[] | null>(null);
  const deeds = useDeeds(object, () => {
    setChosen(new Set());
    setOpened(null);
    setAsking(null);
  });
  const records = bin.data?.pages.flatMap((page) => page.records) ?? [];
  const picked = records.filter((record) => chosen.has(record.id));
  const choose = (ids: readonly string[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) on ? next.add(id) : next.delete(id);
      return next;
    });

  if (bin.error && !bin.data) {
    return <Failed error={bin.error} onRetry={() => void bin.refetch()} />;
  }
  if (!bin.data) return <Waiting />;
  if (records.length === 0) {
    return (
      <Empty
        icon={<IconTrash size={22} stroke={1.6} />}
        title={words ? t('notFound', { words }) : t('emptyOf')}
      />
    );
  }
  return (
    <>
      <div className={classes.bar} role="toolbar" aria-label={t('withChosen')}>
        <Checkbox
          checked={picked.length === records.length}
          partly={picked.length > 0 && picked.length < records.length}
          label={t('chooseAll')}
          onChange={(on) =>
            choose(
              records.map((record) => record.id),
              on,
            )
          }
        />
        <span className={classes.picked} role="status">
          {picked.length > 0 ? t('chosen', { count: picked.length }) : t('chooseHint')}
        </span>
        {picked.length > 0 && (
          <>
            <Button
              size="small"
              busy={deeds.busy}
              icon={<IconArrowBackUp size={15} stroke={1.7} aria-hidden />}
              onClick={() => void deeds.restore(picked)}
            >
              {t('restore')}
            </Button>
            {object.can.destroy !== 'none' && (
              <Button
                size="small"
                look="danger"
                disabled={deeds.busy}
                icon={<IconTrashX size={15} stroke={1.7} aria-hidden />}
                onClick={() => setAsking(picked)}
              >
                {t('destroyAsk')}
              </Button>
            )}
            <IconButton size="small" label={t('chooseNone')} onClick={() => setChosen(new Set())}>
              <IconX size={15} />
            </IconButton>
          </>
        )}
      </div>
      <ul>
        {records.map((record) => (
          <BinRow
            key={record.id}
            object={object}
            record={record}
            chosen={chosen.has(record.id)}
            busy={deeds.busy}
            onChoose={(on) => choose([record.id], on)}
            onOpen={() => setOpened(record)}
            onRestore={() => void deeds.restore([record])}
            onDestroy={() => setAsking([record])}
          />
        ))}
      </ul>
      {bin.hasNextPage && (
        <div className={classes.more}>
          <Button busy={bin.isFetchingNextPage} onClick={() => void bin.fetchNextPage()}>
            {t('older')}
          </Button>
        </div>
      )}
      {opened && !asking && (
        <Preview
          object={object}
          record={opened}
          busy={deeds.busy}
          onClose={() => setOpened(null)}
          onRestore={() => void deeds.restore([opened])}
          onDestroy={() => setAsking([opened])}
        />
      )}
      {asking && (
        <DestroyDialog
          object={object}
          records={asking}
          busy={deeds.busy}
          onClose={() => setAsking(null)}
          onDestroy={() => void deeds.destroy(asking)}
        />
      )}
    </>
  );
}

function Waiting() {
  return (
    <div className={classes.waiting}>
      <Skeleton width="50%" />
      <Skeleton width="60%" />
      <Skeleton width="40%" />
    </div>
  );
}
