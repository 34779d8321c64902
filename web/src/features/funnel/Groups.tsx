import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '@/app/language';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { cx } from '@/ui/cx';
import { FigureLink } from './FigureLink';
import shared from './Funnel.module.css';
import classes from './Groups.module.css';
import { type SortBy, type SortKey, sorted } from './shape';
import { endedFilter } from './Tiles';
import type { FunnelGroup, Grouping } from './wire';

const columns: readonly SortKey[] = [
  'open',
  'won',
  'won_sum',
  'lost',
  'win_rate',
  'average_won',
  'cycle_days',
];

type Props = { groups: readonly FunnelGroup[]; grouping: Grouping; children: ReactNode };

/** The same figures by owner, manager, office, product or month; every one opens its deals. */
export function Groups({ groups, grouping, children }: Props) {
  const t = useTranslations('funnel');
  const { language } = useLanguage();
  const named = useNamed(groups, grouping);
  const [sort, setSort] = useState<SortBy | null>(null);
  const by: SortBy =
    sort ?? (grouping === 'month' ? { key: 'label', down: true } : { key: 'won_sum', down: true });
  const collator = useMemo(() => new Intl.Collator(language, { numeric: true }), [language]);
  const rows = sorted(named, by, collator);
  const widest = Math.max(0, ...groups.map((group) => Number(group.won.sum?.amount ?? 0)));
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
              <Row key={group.key ?? ''} group={group} grouping={grouping} widest={widest} />
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

/** A group under the name it is shown by. Months go by time, whatever their names. */
type Named = FunnelGroup & { shown: string };

function useNamed(groups: readonly FunnelGroup[], grouping: Grouping): Named[] {
  const t = useTranslations('funnel');
  const format = useFormat();
  return useMemo(
    () =>
      groups.map((group) => {
        if (!group.key) return { ...group, label: null, shown: t(`without.${grouping}`) };
        if (grouping !== 'month') return { ...group, shown: group.label || t('hiddenName') };
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

type RowProps = { group: Named; grouping: Grouping; widest: number };

function Row({ group, grouping, widest }: RowProps) {
  const t = useTranslations('funnel');
  const format = useFormat();
  const name = group.shown;
  const of = (what: string) => t('dealsOf', { what, group: name });
  const share = widest > 0 ? Number(group.won.sum?.amount ?? 0) / widest : 0;
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
      <td>
        <FigureLink filter={group.open.filter} label={of(t('open'))}>
          {format.number(group.open.count)}
        </FigureLink>
      </td>
      <td>
        <FigureLink filter={group.won.filter} label={of(t('won'))}>
          {format.number(group.won.count)}
        </FigureLink>
      </td>
      <td className={classes.sumCell}>
        <FigureLink filter={group.won.filter} label={of(t('won'))}>
          <b>{group.won.sum ? format.money(group.won.sum, true) : '—'}</b>
        </FigureLink>
        <i className={classes.lead} style={{ '--share': share } as CSSProperties} aria-hidden />
      </td>
      <td>
        <FigureLink filter={group.lost.filter} label={of(t('lost'))}>
          {format.number(group.lost.count)}
        </FigureLink>
      </td>
      <td>
        {!group.win_rate ? (
          <span className={classes.nothing}>—</span>
        ) : (
          <FigureLink filter={endedFilter(group)} label={of(t('ended'))}>
            {format.percent(Number(group.win_rate), 1, true)}
          </FigureLink>
        )}
      </td>
      <td>
        {!group.average_won ? (
          <span className={classes.nothing}>—</span>
        ) : (
          <FigureLink filter={group.won.filter} label={of(t('won'))}>
            {format.money(group.average_won, true)}
          </FigureLink>
        )}
      </td>
      <td>
        {!group.cycle_days ? (
          <span className={classes.nothing}>—</span>
        ) : (
          <FigureLink filter={group.won.filter} label={of(t('won'))}>
            {format.days(Number(group.cycle_days))}
          </FigureLink>
        )}
      </td>
    </tr>
  );
}
