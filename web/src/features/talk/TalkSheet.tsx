import { Portal } from '@mantine/core';
import { IconArrowLeft, IconChevronDown, IconRestore, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { useShown } from '@/fields';
import { Button, IconButton } from '@/ui/Button';
import { Failed, Skeleton } from '@/ui/State';
import { Finish } from './Finish';
import { Objections } from './Objections';
import { StepView } from './StepView';
import classes from './Talk.module.css';
import { useTalk } from './useTalk';
import { nextNode, stepsToEnd } from './way';
import { type Offered, type Talk, talks } from './wire';

type Props = { script: Offered; record: Rec; onClose: () => void };

/** The script beside the record, while one talks. The page stays at hand: nothing is covered but its edge. */
export default function TalkSheet({ script, record, onClose }: Props) {
  const t = useTranslations('talk');
  const begun = useQuery({
    queryKey: ['talk', 'begin', script.id, record.id],
    queryFn: () => talks.start(script.id, record.object, record.id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <Portal>
      <section
        role="dialog"
        aria-label={t('talkBy', { script: script.name })}
        className={classes.sheet}
      >
        <header className={classes.head}>
          <h2 className={classes.title}>{script.name}</h2>
          <IconButton label={t('close')} onClick={onClose}>
            <IconX size={17} stroke={1.7} />
          </IconButton>
        </header>
        {begun.error && <Failed error={begun.error} onRetry={() => void begun.refetch()} />}
        {begun.isPending && (
          <div className={classes.body}>
            <Skeleton height={24} />
            <Skeleton width="70%" height={24} />
          </div>
        )}
        {begun.data && (
          <Steps
            key={begun.data.id}
            talk={begun.data}
            record={record}
            onClose={onClose}
            onAgain={() => void talks.drop(begun.data.id).then(() => begun.refetch())}
          />
        )}
      </section>
    </Portal>
  );
}

type StepsProps = { talk: Talk; record: Rec; onClose: () => void; onAgain: () => void };

function Steps({ talk, record, onClose, onAgain }: StepsProps) {
  const t = useTranslations('talk');
  const cx = useShown();
  const { path, before, failed, step, back, settled } = useTalk(talk);
  const [objections, setObjections] = useState(false);
  const end = useRef<HTMLDivElement>(null);
  const node = nextNode(talk.nodes, talk.start, path);
  const left = node ? stepsToEnd(talk.nodes, node.id) : 0;
  const last = path.at(-1)?.node;
  const over = !node && talk.nodes.find((one) => one.id === last)?.kind === 'end';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes next is to be in sight after each step
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [path.length]);
  return (
    <>
      <div className={classes.progress} aria-hidden>
        <i style={{ width: `${(path.length / Math.max(1, path.length + left)) * 100}%` }} />
      </div>
      <div className={classes.body}>
        {path.length > 0 && (
          <ol className={classes.past} aria-label={t('past')}>
            {path.map((taken, at) => {
              const shown = talk.nodes.find((one) => one.id === taken.node);
              return (
                <li key={`${at}${taken.node}`}>
                  <button type="button" title={t('backHere')} onClick={() => back(at)}>
                    <span>{shown?.text.replaceAll('**', '')}</span>
                    <b>{shown?.answers[taken.answer ?? -1]?.label ?? plain(taken.value)}</b>
                  </button>
                </li>
              );
            })}
          </ol>
        )}
        {node && node.kind !== 'end' && (
          <StepView
            key={path.length}
            talk={talk.id}
            node={node}
            before={before?.node === node.id ? before : undefined}
            cx={cx}
            onStep={(said) => step({ node: node.id, ...said })}
          />
        )}
        {(over || node?.kind === 'end') && (
          <Finish
            talk={talk}
            text={(node ?? talk.nodes.find((one) => one.id === last))?.text ?? ''}
            record={record}
            ready={() => settled(node ? { node: node.id } : null)}
            onDone={onClose}
          />
        )}
        {failed && (
          <p className={classes.failure} role="alert">
            {t('notKept')}
          </p>
        )}
        <div ref={end} className={classes.row}>
          {path.length > 0 && (
            <>
              <Button
                look="quiet"
                size="small"
                icon={<IconArrowLeft size={15} aria-hidden />}
                onClick={() => back(path.length - 1)}
              >
                {t('back')}
              </Button>
              <Button
                look="quiet"
                size="small"
                icon={<IconRestore size={15} aria-hidden />}
                onClick={onAgain}
              >
                {t('again')}
              </Button>
            </>
          )}
        </div>
      </div>
      <footer className={classes.foot}>
        <button
          type="button"
          className={classes.footHead}
          aria-expanded={objections}
          onClick={() => setObjections(!objections)}
        >
          <IconChevronDown size={14} aria-hidden />
          {t('objections')}
        </button>
        {objections && (
          <Objections
            about={{ object: record.object, id: record.id, task: talk.task ?? undefined }}
          />
        )}
      </footer>
    </>
  );
}

function plain(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value === null || value === undefined ? '' : '…';
}
