import { IconDiscount } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { useSession } from '@/app/session';
import { useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Pill } from '@/ui/Pill';
import { useVerb } from '../verbs';
import { AskDiscount } from './AskDiscount';
import { Decide } from './Decide';
import classes from './Lines.module.css';
import { wantedOf } from './wanted';

type Props = { deal: Rec; lines: Rec[] };

/** How far asking for a discount beyond one's limit has come; whoever may give so much decides here. */
export function Approval({ deal, lines }: Props) {
  const t = useTranslations('lines');
  const { format } = useShown();
  const { max_discount: most } = useSession();
  const verb = useVerb();
  const [asking, setAsking] = useState(false);
  const [deciding, setDeciding] = useState<boolean | null>(null);
  if (!deal.can?.edit) return null;
  const { discount_approval: state, discount_note: about, discount_approved: upTo } = deal.fields;
  const note = typeof about === 'string' && state ? about : '';
  const limit = most === null || most === undefined ? null : Number(most);
  if (state === 'asked') {
    const wanted = wantedOf(deal, lines);
    const mayApprove = limit === null || wanted <= limit;
    return (
      <div className={classes.approval} role="status">
        <div className={classes.said}>
          <strong>{t('asked', { percent: format.number(wanted) })}</strong>
          {note && <span>{note}</span>}
          {!mayApprove && <span>{t('waiting')}</span>}
        </div>
        {mayApprove && (
          <Button size="small" look="primary" onClick={() => setDeciding(true)}>
            {t('approve')}
          </Button>
        )}
        <Button
          size="small"
          onClick={() =>
            mayApprove ? setDeciding(false) : void verb(deal, 'refuse_discount', {}, t('withdrawn'))
          }
        >
          {mayApprove ? t('refuse') : t('withdraw')}
        </Button>
        {deciding !== null && (
          <Decide
            deal={deal}
            yes={deciding}
            what={t('asked', { percent: format.number(wanted) })}
            onClose={() => setDeciding(null)}
          />
        )}
      </div>
    );
  }
  const decided = state === 'approved' || state === 'refused';
  if (limit === null && !decided) return null;
  return (
    <div className={classes.approval}>
      <div className={classes.said}>
        {state === 'approved' && typeof upTo === 'number' && (
          <Pill tone="green">{t('approvedUpTo', { percent: format.number(upTo) })}</Pill>
        )}
        {state === 'refused' && <Pill tone="red">{t('refused')}</Pill>}
        {decided && note && <span>{note}</span>}
        {limit !== null && <span>{t('limit', { percent: format.number(limit) })}</span>}
      </div>
      {limit !== null && (
        <Button
          size="small"
          icon={<IconDiscount size={15} stroke={1.7} />}
          onClick={() => setAsking(true)}
        >
          {t('ask')}
        </Button>
      )}
      {asking && <AskDiscount deal={deal} lines={lines} onClose={() => setAsking(false)} />}
    </div>
  );
}
