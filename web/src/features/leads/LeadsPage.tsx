import {
  IconInbox,
  IconLayoutKanban,
  IconPlus,
  IconTable,
  IconThumbDown,
} from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { useShortcuts } from '@/app/shortcuts';
import { usePhone } from '@/app/useWide';
import { defaultPipeline, useCatalogue, useObject } from '@/catalogue';
import { CreateDialog } from '@/records/form/CreateDialog';
import { RecordPanel } from '@/records/panel/RecordPanel';
import { Button } from '@/ui/Button';
import { Page, PageBar, PageBody, PageHeader } from '@/ui/Page';
import { Empty, Failed, Skeleton } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import { pileOf, useLeads, usePiles } from './data';
import { LeadRow } from './LeadRow';
import classes from './Leads.module.css';
import { Sources } from './Sources';
import type { LeadsSearch, LeadsShown } from './search';
import { type Doing, deedsFor, usePerform } from './useDeeds';

const LeadDialogs = lazy(() => import('./LeadDialogs'));
const route = getRouteApi('/inside/leads');

/** The bin of inquiries: each is looked at and gets an answer, or is put away with a reason. */
export default function LeadsPage() {
  const t = useTranslations();
  const phone = usePhone();
  const object = useObject('lead');
  const pipeline = defaultPipeline(useCatalogue(), 'lead');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useLeads(search);
  const piles = usePiles(search);
  const perform = usePerform();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<Doing | null>(null);
  const [creating, setCreating] = useState(false);
  const leads = list.data?.pages.flatMap((page) => page.records) ?? [];
  const set = (change: Partial<LeadsSearch>) => {
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  };
  const open = search.open ?? null;
  const at = leads.findIndex((lead) => lead.id === open);
  const step = (by: number) => {
    const next = at < 0 ? leads[0] : leads[at + by];
    return next ? () => set({ open: next.id }) : undefined;
  };
  const tick = (id: string, on = !ticked.has(id)) =>
    setTicked((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  const chosen = leads.filter((lead) => ticked.has(lead.id));
  const here = leads[at];
  /** What the keys are about: those ticked, or the one that is open. */
  const meant = (may: (lead: Rec) => boolean) =>
    (chosen.length > 0 ? chosen : here ? [here] : []).filter(may);
  const accept = (some: readonly Rec[]) => {
    if (some.length === 0) return;
    setTicked(new Set());
    void perform(some, 'accept', {}, t('leads.accepted', { count: some.length }));
  };
  const begin = (what: Doing['what'], some: readonly Rec[]) => {
    if (some.length > 0) setDoing({ what, leads: some });
  };
  const ofOne = (what: 'link' | 'convert') =>
    begin(what, here && deedsFor(here)[what] ? [here] : []);
  useShortcuts({
    KeyJ: () => step(1)?.(),
    ArrowDown: () => step(1)?.(),
    KeyK: () => step(-1)?.(),
    ArrowUp: () => step(-1)?.(),
    KeyX: () => here && tick(here.id),
    KeyA: () => accept(meant((lead) => deedsFor(lead).accept)),
    KeyR: () =>
      begin(
        'reject',
        meant((lead) => deedsFor(lead).reject),
      ),
    KeyL: () => ofOne('link'),
    KeyV: () => ofOne('convert'),
    KeyC: () => object?.can.create && setCreating(true),
  });
  if (!object) return <Empty title={t('leads.none')} />;
  const tabs = (['new', 'work', 'done'] as const).map((key) => ({
    key,
    label: t(`leads.pile.${key}`),
    count: key === 'done' ? undefined : piles[key],
  }));
  return (
    <>
      <Page>
        <PageHeader icon={<IconInbox size={18} stroke={1.6} />} title={object.label_plural}>
          {pipeline && (
            <Link
              to="/board/$pipeline"
              params={{ pipeline: pipeline.id }}
              className={classes.asTable}
              title={t('leads.asBoard')}
              aria-label={t('leads.asBoard')}
            >
              <IconLayoutKanban size={16} aria-hidden />
            </Link>
          )}
          <Link
            to="/records/$object"
            params={{ object: 'lead' }}
            className={classes.asTable}
            title={t('leads.asTable')}
            aria-label={t('leads.asTable')}
          >
            <IconTable size={16} aria-hidden />
          </Link>
          {object.can.create && (
            <Button
              look="primary"
              icon={<IconPlus size={16} stroke={2} />}
              aria-label={t('leads.new')}
              onClick={() => setCreating(true)}
            >
              {phone ? undefined : t('leads.new')}
            </Button>
          )}
        </PageHeader>
        <TabBar
          label={t('leads.piles')}
          active={pileOf(search)}
          tabs={tabs}
          onPick={(key) => {
            setTicked(new Set());
            set({
              show: key === 'new' ? undefined : (key as LeadsShown),
              source: undefined,
              open: undefined,
            });
          }}
        />
        <PageBar>
          {chosen.length > 0 ? (
            <div className={classes.many} role="toolbar" aria-label={t('list.withSelected')}>
              <span role="status">{t('list.selected', { count: chosen.length })}</span>
              {chosen.some((lead) => deedsFor(lead).accept) && (
                <Button
                  size="small"
                  onClick={() => accept(chosen.filter((lead) => deedsFor(lead).accept))}
                >
                  {t('leads.accept')}
                </Button>
              )}
              {chosen.some((lead) => deedsFor(lead).reject) && (
                <Button
                  size="small"
                  icon={<IconThumbDown size={15} stroke={1.7} aria-hidden />}
                  onClick={() =>
                    begin(
                      'reject',
                      chosen.filter((lead) => deedsFor(lead).reject),
                    )
                  }
                >
                  {t('leads.reject')}
                </Button>
              )}
              <Button size="small" look="quiet" onClick={() => setTicked(new Set())}>
                {t('list.clearSelection')}
              </Button>
            </div>
          ) : (
            <Sources search={search} onChange={set} />
          )}
        </PageBar>
        <PageBody>
          {list.error && !list.data && (
            <Failed error={list.error} onRetry={() => void list.refetch()} />
          )}
          {list.isLoading && (
            <div className={classes.waiting}>
              <Skeleton width="40%" />
              <Skeleton width="55%" />
            </div>
          )}
          {list.data && leads.length === 0 && (
            <Empty
              icon={<IconInbox size={22} stroke={1.6} />}
              title={t(`leads.empty.${pileOf(search)}`)}
              hint={t('leads.noneHint')}
            />
          )}
          <ul>
            {leads.map((lead) => (
              <LeadRow
                key={lead.id}
                lead={lead}
                object={object}
                open={lead.id === open}
                ticked={ticked.has(lead.id)}
                onTick={(on) => tick(lead.id, on)}
                onOpen={() => set({ open: lead.id })}
              />
            ))}
          </ul>
          {list.hasNextPage && (
            <div className={classes.more}>
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('list.effect.more', {
                  count: (list.data?.pages[0]?.count ?? leads.length) - leads.length,
                })}
              </Button>
            </div>
          )}
        </PageBody>
      </Page>
      {open && (
        <RecordPanel
          key={open}
          object="lead"
          id={open}
          position={
            at < 0
              ? undefined
              : t('list.position', {
                  place: at + 1,
                  count: list.data?.pages[0]?.count ?? leads.length,
                })
          }
          onPrevious={at > 0 ? step(-1) : undefined}
          onNext={at >= 0 ? step(1) : undefined}
          onClose={() => set({ open: undefined })}
        />
      )}
      <Suspense fallback={null}>
        {doing && (
          <LeadDialogs
            doing={doing}
            onClose={() => setDoing(null)}
            onDone={() => setTicked(new Set())}
          />
        )}
      </Suspense>
      {creating && (
        <CreateDialog
          object={object}
          onClose={() => setCreating(false)}
          onCreated={(record) => set({ open: record.id, show: undefined })}
        />
      )}
    </>
  );
}
