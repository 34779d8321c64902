import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useMemo, useState } from 'react';
import type { FilterNode } from '@/api/types';
import { useLanguage } from '@/app/language';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { cx } from '@/ui/cx';
import { FigureLink } from './FigureLink';
import shared from './Funnel.module.css';
import classes from './Groups.module.css';
import { useCounted, useFunnelText } from './object';
import { type SortBy, type SortKey, sorted } from './shape';
import { endedFilter } from './Tiles';
import type { FunnelGroup, Grouping } from './wire';

const columnsOfDeals: readonly SortKey[] = [
  'open',
  'won',
  'won_sum',
  'lost',
  'win_rate',
  'average_won',
  'cycle_days',
];

/** Leads bring no sums, and their way has no length. */
const columnsOfLeads: readonly SortKey[] = ['open', 'won', 'lost', 'win_rate'];

type Props = { groups: readonly FunnelGroup[]; grouping: Grouping; children: ReactNode };

/** The same figures by owner, manager, office, product or month; every one opens its records. */
export function Groups({ groups, grouping, children }: Props) {
  const t = useFunnelText();
  const { language } = useLanguage();
  const ofLeads = useCounted() === 'lead';
  const columns = ofLeads ? columnsOfLeads : columnsOfDeals;
  const most: SortKey = ofLeads ? 'won' : 'won_sum';
  const named = useNamed(groups, grouping);
  const [sort, setSort] = useState<SortBy | null>(null);
  const by: SortBy =
    sort ?? (grouping === 'month' ? { key: 'label', down: true } : { key: most, down: true });
  const collator = useMemo(() => new Intl.Collator(language, { numeric: true }), [language]);
  const rows = sorted(named, by, collator);
  const widest = Math.max(0, ...groups.map((group) => wonBy(group, most)));
  const head = (key: SortKey) => (
    <Head
      key={key}
      column={key}
      by={by}
      onSort={setSort}
      label={key === 'label' ? t(`group.${grouping}`) : t(`column.${key}`)}
    />
  );
  return (
    <section className={cx(shared.panel, classes.groups)} aria-label={t('byGroup')}>
      <div className={classes.groupsTop}>{children}</div>
      <div className={classes.tableBox}>
        <table className={classes.table}>
          <thead>
            <tr>
              {head('label')}
              {columns.map(head)}
            </tr>
          </thead>
          <tbody>
            {rows.map((group) => (
              <Row
                key={group.key ?? ''}
                group={group}
                grouping={grouping}
                columns={columns}
                share={widest > 0 ? wonBy(group, most) / widest : 0}
              />
            ))}
            {rows.length === 0 && (
              <tr>
                <td colSpan={columns.length + 1} className={classes.noRows}>
                  {t('noGroups')}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What a line has won, as the bar of its row shows it. */
function wonBy(group: FunnelGroup, most: SortKey): number {
  return most === 'won' ? group.won.count : Number(group.won.sum?.amount ?? 0);
}

/** A group under the name it is shown by. Months go by time, whatever their names. */
type Named = FunnelGroup & { shown: string };

function useNamed(groups: readonly FunnelGroup[], grouping: Grouping): Named[] {
  const t = useFunnelText();
  const format = useFormat();
  return useMemo(
    () =>
      groups.map((group) => {
        if (!group.key) return { ...group, label: null, shown: t(`without.${grouping}`) };
        // Until the answer comes the lines are those of the grouping before.
        const isMonth = grouping === 'month' && /^\d{4}-\d{2}$/.test(group.key);
        if (!isMonth) return { ...group, shown: group.label || t('hiddenName') };
        return { ...group, label: group.key, shown: format.month(group.key) };
      }) as Named[],
    [groups, grouping, t, format],
  );
}

type HeadProps = { column: SortKey; label: string; by: SortBy; onSort: (by: SortBy) => void };

function Head({ column, label, by, onSort }: HeadProps) {
  const active = by.key === column;
  const Arrow = by.down ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" aria-sort={active ? (by.down ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        onClick={() => onSort({ key: column, down: active ? !by.down : column !== 'label' })}
      >
        {label}
        {active && <Arrow size={13} aria-hidden />}
      </button>
    </th>
  );
}

type RowProps = {
  group: Named;
  grouping: Grouping;
  columns: readonly SortKey[];
  /** Part of what the best line has won, 0 to 1. */
  share: number;
};

function Row({ group, grouping, columns, share }: RowProps) {
  const t = useFunnelText();
  const format = useFormat();
  const name = group.shown;
  const { open, won, lost } = group;
  const link = (what: string, filter: FilterNode, shown: ReactNode) => (
    <FigureLink filter={filter} label={t('dealsOf', { what, group: name })}>
      {shown}
    </FigureLink>
  );
  const nothing = <span className={classes.nothing}>—</span>;
  const bar = (
    <i className={classes.lead} style={{ '--share': share } as CSSProperties} aria-hidden />
  );
  const isBar = (column: SortKey) => column === (columns.includes('won_sum') ? 'won_sum' : 'won');
  const cell = (column: SortKey): ReactNode => {
    switch (column) {
      case 'open':
        return link(t('open'), open.filter, format.number(open.count));
      case 'won':
        return link(t('won'), won.filter, format.number(won.count));
      case 'won_sum':
        return link(t('won'), won.filter, <b>{won.sum ? format.money(won.sum, true) : '—'}</b>);
      case 'lost':
        return link(t('lost'), lost.filter, format.number(lost.count));
      case 'win_rate':
        return group.win_rate
          ? link(t('ended'), endedFilter(group), format.percent(Number(group.win_rate), 1, true))
          : nothing;
      case 'average_won':
        return group.average_won
          ? link(t('won'), won.filter, format.money(group.average_won, true))
          : nothing;
      case 'cycle_days':
        return group.cycle_days
          ? link(t('won'), won.filter, format.days(Number(group.cycle_days)))
          : nothing;
      case 'label':
        return null;
    }
  };
  const person = grouping === 'owner' || grouping === 'share' || grouping === 'manager';
  return (
    <tr>
      <th scope="row">
        <FigureLink
          filter={group.filter}
          label={t('allDealsOf', { group: name })}
          className={classes.groupName}
        >
          {person && group.key && <Avatar name={name} seed={group.key} size={20} />}
          <span>{name}</span>
        </FigureLink>
      </th>
      {columns.map((column) => (
        <td key={column} className={isBar(column) ? classes.sumCell : undefined}>
          {cell(column)}
          {isBar(column) && bar}
        </td>
      ))}
    </tr>
  );
}
