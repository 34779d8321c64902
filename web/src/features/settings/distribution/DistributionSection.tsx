import { IconArrowsSplit, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { objectOf, useCatalogue, useUsersById } from '@/catalogue';
import { useShown } from '@/fields';
import { useFilterFields, useTeams } from '@/records/filter/fields';
import { useNodeText } from '@/records/filter/useNodeText';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Sortable } from '@/ui/Sortable';
import { Empty, Failed } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import { Section, useAct } from '../parts';
import classes from './Distribution.module.css';
import { RuleDialog } from './RuleDialog';
import { TestBox } from './TestBox';
import { distribution, distributionKey, type Rule, type Shared } from './wire';

/** To whom leads and deals go that come without an owner: rules in order, and a box to try them. */
export default function DistributionSection() {
  const t = useTranslations('settings');
  const catalogue = useCatalogue();
  const [key, setKey] = useState<Shared>('lead');
  const object = objectOf(catalogue, key);
  return (
    <Section title={t('section.distribution')} lead={t('sharing.lead')} wide>
      <TabBar
        label={t('sharing.what')}
        tabs={(['lead', 'deal'] as const).map((one) => ({
          key: one,
          label: objectOf(catalogue, one)?.label_plural ?? one,
        }))}
        active={key}
        onPick={(one) => setKey(one as Shared)}
      />
      {object && <Rules key={key} object={object} shared={key} />}
    </Section>
  );
}

function Rules({ object, shared }: { object: ObjectType; shared: Shared }) {
  const t = useTranslations('settings.sharing');
  const { act } = useAct();
  const queryKey = distributionKey(shared);
  const [edited, setEdited] = useState<Rule | 'new' | null>(null);
  const [order, setOrder] = useState<Rule[] | null>(null);
  const found = useQuery({ queryKey, queryFn: () => distribution.list(shared) });
  const rules = order ?? found.data;
  const sort = async (next: Rule[]) => {
    const moved = next.findIndex((rule, at) => rule.id !== rules?.[at]?.id);
    if (moved < 0 || !rules) return;
    // One rule has moved: down, when the one that stood here is gone from here; else up.
    const from = rules[moved];
    const down = from && next[moved]?.id === rules[moved + 1]?.id && next.indexOf(from) > moved + 1;
    const one = down ? from : next[moved];
    if (!one) return;
    setOrder(next);
    await act(() => distribution.update(one.id, { position: next.indexOf(one) }), [queryKey]);
    setOrder(null);
  };
  return (
    <>
      {found.error && !rules && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {rules?.length === 0 && (
        <Empty
          icon={<IconArrowsSplit size={22} stroke={1.6} />}
          title={t('none')}
          hint={t('noneHint')}
        />
      )}
      {rules && rules.length > 0 && (
        <Sortable
          items={rules}
          keyOf={(rule) => rule.id}
          handle={(rule) => t('move', { name: rule.name })}
          onOrder={(next) => void sort(next)}
        >
          {(rule) => (
            <RuleRow
              rule={rule}
              object={object}
              onOpen={() => setEdited(rule)}
              onActive={(active) =>
                void act(() => distribution.update(rule.id, { active }), [queryKey])
              }
            />
          )}
        </Sortable>
      )}
      <div>
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} />}
          onClick={() => setEdited('new')}
        >
          {t('new')}
        </Button>
      </div>
      {rules && rules.length > 0 && <TestBox object={object} shared={shared} />}
      {edited && (
        <RuleDialog
          rule={edited === 'new' ? null : edited}
          object={object}
          shared={shared}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

type RowProps = {
  rule: Rule;
  object: ObjectType;
  onOpen: () => void;
  onActive: (active: boolean) => void;
};

/** A rule in words: which records, how, to whom. */
function RuleRow({ rule, object, onOpen, onActive }: RowProps) {
  const t = useTranslations('settings.sharing');
  const method = useTranslations('timeline.method');
  const cx = useShown();
  const fields = useFilterFields(object);
  const words = useNodeText(cx, fields);
  const users = useUsersById();
  const teams = useTeams();
  const takers = [
    ...rule.people.map((taker) => users.get(taker.user)?.name),
    ...rule.teams.map((id) => teams.find((team) => team.id === id)?.name),
  ].filter((name): name is string => Boolean(name));
  const list = new Intl.ListFormat(cx.format.locale, { type: 'conjunction', style: 'narrow' });
  const to =
    takers.length > 3
      ? t('several', { names: list.format(takers.slice(0, 2)), count: takers.length - 2 })
      : list.format(takers);
  return (
    <>
      <Checkbox
        label={t('inForce', { name: rule.name })}
        checked={rule.active}
        onChange={onActive}
      />
      <button
        type="button"
        className={classes.rule}
        data-off={!rule.active || undefined}
        onClick={onOpen}
      >
        <span className={classes.name}>{rule.name}</span>
        <span className={classes.words}>
          {rule.filter ? words(rule.filter) : t('all')} → {method(rule.method)}: {to}
        </span>
      </button>
    </>
  );
}
