import { IconBellRinging, IconRepeat } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { learnRecord } from '@/api/labels';
import type { FieldValue, ObjectType, Rec, Page as RecordPage } from '@/api/types';
import { useSession } from '@/app/session';
import { defaultPipeline, fieldOf, objectOf, useCatalogue } from '@/catalogue';
import { useDragMonitor } from '@/features/board/useDrag';
import { useFormat } from '@/i18n/format';
import { CreateDialog } from '@/records/form/CreateDialog';
import { Button } from '@/ui/Button';
import { Page, PageBar, PageHeader } from '@/ui/Page';
import { Segments } from '@/ui/Segments';
import { Empty } from '@/ui/State';
import { PeriodColumn } from './PeriodColumn';
import { type Period, periods } from './periods';
import { RecurringDeals } from './RecurringDeals';
import { RemindDialog } from './RemindDialog';
import classes from './Repeat.module.css';
import { type ClientKind, useExpect, useNobody } from './useClients';

/** Who is expected to buy next, and when: a board of periods, on which moving a card says better; and the deals that recur. */
export default function RepeatPage() {
  const t = useTranslations('repeat');
  const catalogue = useCatalogue();
  const { can } = useSession();
  const today = useFormat().today();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/repeat' });
  const [dealOf, setDealOf] = useState<Rec | null>(null);
  const [settings, setSettings] = useState(false);
  const kinds = (['company', 'contact'] as const).flatMap((key) => objectOf(catalogue, key) ?? []);
  const object = kinds.find((kind) => kind.key === search.of) ?? kinds[0];
  const deal = objectOf(catalogue, 'deal');
  const recurs = deal && fieldOf(deal, 'recurrence') ? deal : undefined;
  const recurring = search.of === 'deal' ? recurs : undefined;
  const expect = useExpect(today);
  const nobody = useNobody(object?.key as ClientKind | undefined, today) && !recurring;
  const cache = useQueryClient();
  const onDrop = useCallback(
    (card: string, column: string) => {
      const shown = cache.getQueriesData<RecordPage>({ queryKey: ['records'] });
      const clients = shown.flatMap(([key, page]) =>
        key[2] === 'repeat' ? (page?.records ?? []) : [],
      );
      const client = clients.find(({ id }) => id === card);
      if (client) void expect(client, column as Period);
    },
    [cache, expect],
  );
  useDragMonitor(onDrop);
  if (!object) return null;
  return (
    <Page>
      <PageHeader icon={<IconRepeat size={18} stroke={1.6} />} title={t('title')}>
        {can.manage_pipelines && (
          <Button
            className={classes.remind}
            icon={<IconBellRinging size={15} />}
            onClick={() => setSettings(true)}
          >
            {t('remind')}
          </Button>
        )}
      </PageHeader>
      {kinds.length + (recurs ? 1 : 0) > 1 && (
        <PageBar>
          <Segments
            label={t('clients')}
            options={[
              ...kinds.map((kind) => ({
                key: kind.key as ClientKind | 'deal',
                label: kind.label_plural,
              })),
              ...(recurs ? [{ key: 'deal' as const, label: t('recurring') }] : []),
            ]}
            value={recurring ? 'deal' : (object.key as ClientKind)}
            onPick={(of) =>
              void navigate({ to: '/repeat', search: of === 'company' ? {} : { of } })
            }
          />
        </PageBar>
      )}
      {recurring ? (
        <RecurringDeals object={recurring} />
      ) : nobody ? (
        <Empty
          icon={<IconRepeat size={22} stroke={1.6} />}
          title={t('nobodyYet')}
          hint={t('nobodyYetHint')}
        >
          <Button
            onClick={() =>
              void navigate({ to: '/board/$pipeline', params: { pipeline: 'default' } })
            }
          >
            {t('toDeals')}
          </Button>
        </Empty>
      ) : (
        <div className={classes.columns}>
          {periods.map((period) => (
            <PeriodColumn
              key={`${object.key} ${period}`}
              object={object}
              period={period}
              today={today}
              mayDeal={deal?.can.create === true}
              onMove={(client, to) => void expect(client, to)}
              onDeal={(client) => {
                learnRecord(client, object.title);
                setDealOf(client);
              }}
            />
          ))}
        </div>
      )}
      {settings && <RemindDialog onClose={() => setSettings(false)} />}
      {dealOf && deal && (
        <CreateDialog
          object={deal}
          initial={offered(dealOf, object, defaultPipeline(catalogue)?.id)}
          onClose={() => setDealOf(null)}
          onCreated={() => undefined}
        />
      )}
    </Page>
  );
}

/** What is known of the deal before it is made. */
function offered(
  client: Rec,
  object: ObjectType,
  pipeline: string | undefined,
): Record<string, FieldValue> {
  const { next_purchase_amount: amount, next_purchase_on: on, owner } = client.fields;
  const name = client.fields[object.title] ?? null;
  const given: Record<string, FieldValue> = { [client.object]: client.id, name };
  if (pipeline) given.pipeline = pipeline;
  if (amount) given.amount = amount;
  if (on) given.expected_close = on;
  if (owner) given.owner = owner;
  return given;
}
