import type { ReactNode } from 'react';
import type { FilterNode, Money } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { FigureLink } from './FigureLink';
import { useCounted, useFunnelText } from './object';
import classes from './Tiles.module.css';
import type { Figures, Funnel } from './wire';

type Props = {
  answer: Funnel;
  /** The period counts by the day of closing, which open deals do not have. */
  onlyClosed: boolean;
};

/** The figures everybody asks for first. */
export function Tiles(props: Props) {
  return useCounted() === 'lead' ? <LeadTiles {...props} /> : <DealTiles {...props} />;
}

/** What became of the leads: no sums, since nothing is sold yet. */
function LeadTiles({ answer }: Props) {
  const t = useFunnelText();
  const format = useFormat();
  const { open, won, lost, win_rate = null } = answer.totals;
  const all = open.count + won.count + lost.count;
  const counted = (figure: Figures['open']) => ({
    value: format.number(figure.count),
    filter: figure.filter,
    note: all > 0 ? t('lead.ofAll', { share: format.percent(figure.count / all, 0) }) : '',
  });
  return (
    <div className={classes.tiles} data-few>
      <Tile name={t('won')} {...counted(won)} />
      <Tile name={t('open')} {...counted(open)} />
      <Tile name={t('lost')} {...counted(lost)} />
      <Tile
        name={t('winRate')}
        value={win_rate === null ? null : format.percent(Number(win_rate), 1, true)}
        filter={endedFilter(answer.totals)}
        note={t('winRateNote', {
          won: format.number(won.count),
          ended: format.number(won.count + lost.count),
        })}
      />
    </div>
  );
}

function DealTiles({ answer, onlyClosed }: Props) {
  const t = useFunnelText();
  const format = useFormat();
  const { open, won, lost, win_rate = null, average_won, cycle_days = null } = answer.totals;
  const ended = endedFilter(answer.totals);
  const count = (n: number) => t('deals', { count: n });
  return (
    <div className={classes.tiles}>
      <Tile
        name={t('won')}
        value={won.sum && <Sum money={won.sum} />}
        filter={won.filter}
        note={count(won.count)}
      />
      <Tile
        name={t('open')}
        value={open.sum && <Sum money={open.sum} />}
        filter={open.filter}
        note={onlyClosed ? t('openNotCounted') : count(open.count)}
      />
      <Tile
        name={t('lost')}
        value={lost.sum && <Sum money={lost.sum} />}
        filter={lost.filter}
        note={count(lost.count)}
      />
      <Tile
        name={t('winRate')}
        value={win_rate === null ? null : format.percent(Number(win_rate), 1, true)}
        filter={ended}
        note={t('winRateNote', {
          won: format.number(won.count),
          ended: format.number(won.count + lost.count),
        })}
      />
      <Tile
        name={t('average')}
        value={average_won ? <Sum money={average_won} /> : null}
        filter={won.filter}
        note={t('averageNote')}
      />
      <Tile
        name={t('cycle')}
        value={cycle_days === null ? null : format.days(Number(cycle_days))}
        filter={won.filter}
        note={t('cycleNote')}
      />
    </div>
  );
}

/** What has ended, one way or the other. */
export function endedFilter(figures: Pick<Figures, 'won' | 'lost'>): FilterNode {
  return { or: [figures.won.filter, figures.lost.filter] };
}

/** Large sums are shortened; the exact one is a pointer away. */
export function Sum({ money }: { money: Money }) {
  const format = useFormat();
  const exact = format.money(money);
  const whole = format.money(money, true);
  return <span title={exact}>{whole.length > 12 ? format.compactMoney(money) : whole}</span>;
}

type TileProps = { name: string; value: ReactNode; filter: FilterNode; note: string };

function Tile({ name, value, filter, note }: TileProps) {
  const t = useFunnelText();
  return (
    <section className={classes.tile}>
      <h2 className={classes.tileName}>{name}</h2>
      <div className={classes.value}>
        {!value ? (
          '—'
        ) : (
          <FigureLink filter={filter} label={t('openDeals', { what: name })}>
            {value}
          </FigureLink>
        )}
      </div>
      <p className={classes.tileNote} title={note}>
        {note}
      </p>
    </section>
  );
}
