import { useTranslations } from 'use-intl';
import { useFormat } from '@/i18n/format';
import classes from './Objections.module.css';
import type { Ended } from './wire';

/** The share of deals won, and of how many it is made: a rate of three deals says little. */
export function Rate({ deals }: { deals: Ended }) {
  const t = useTranslations('talk.page');
  const format = useFormat();
  if (!deals.win_rate) return <span className={classes.quiet}>{t('noRate')}</span>;
  const count = deals.won.count + deals.lost.count;
  return (
    <span className={classes.rate} title={t('of', { won: deals.won.count, count })}>
      <b>{format.percent(Number(deals.win_rate), 0)}</b>
      <span className={classes.quiet}>
        {format.number(deals.won.count)}/{format.number(count)}
      </span>
    </span>
  );
}
