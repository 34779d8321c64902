import { Link } from '@tanstack/react-router';
import { labelOf } from '@/api/labels';
import type { Money, Rec } from '@/api/types';
import type { Shown } from '@/fields';
import { Avatar } from '@/ui/Avatar';
import { Pill } from '@/ui/Pill';
import classes from './Home.module.css';

type Props = { deal: Pick<Rec, 'id' | 'fields'>; cx: Shown; unnamed: string };

/** A deal in a line: whose it is, where it stands, how much and by when. */
export function DealLine({ deal, cx, unnamed }: Props) {
  const stage = cx.stage(String(deal.fields.stage ?? ''));
  const close = deal.fields.expected_close as string | null | undefined;
  const company = labelOf(String(deal.fields.company ?? ''))?.label;
  const name = String(deal.fields.name ?? unnamed);
  return (
    <li>
      <Link
        to="/records/$object/$id"
        params={{ object: 'deal', id: deal.id }}
        className={classes.deal}
      >
        <Avatar
          name={company ?? name}
          seed={String(deal.fields.company ?? deal.id)}
          size={26}
          shape="square"
        />
        <span className={classes.dealMain}>
          <span className={classes.dealName}>{name}</span>
          <span className={classes.dealUnder}>{company}</span>
        </span>
        {stage && (
          <Pill dot tone={stage.tone}>
            {stage.name}
          </Pill>
        )}
        <span className={classes.dealSide}>
          {deal.fields.amount ? <b>{cx.format.money(deal.fields.amount as Money)}</b> : null}
          {close && (
            <span className={close < cx.today ? classes.late : undefined}>
              {cx.format.nearDay(close, cx.today)}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
