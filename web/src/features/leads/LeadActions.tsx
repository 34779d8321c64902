import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconCheck,
  IconLink,
  IconThumbDown,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { Button } from '@/ui/Button';
import classes from './Leads.module.css';
import { type Doing, deedsFor, usePerform } from './useDeeds';

const LeadDialogs = lazy(() => import('./LeadDialogs'));

const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;

/** What becomes of an inquiry, on its own page and beside the bin. */
export function LeadActions({ record }: { record: Rec }) {
  const t = useTranslations('leads');
  const perform = usePerform();
  const [doing, setDoing] = useState<Doing | null>(null);
  const can = deedsFor(record);
  if (!Object.values(can).some(Boolean)) return null;
  const leads = [record];
  return (
    <div className={classes.deeds} role="group" aria-label={t('deeds')}>
      {can.accept && (
        <Button
          size="small"
          look="primary"
          icon={<IconCheck {...icon} />}
          onClick={() => void perform(leads, 'accept', {}, t('accepted', { count: 1 }))}
        >
          {t('accept')}
        </Button>
      )}
      {can.convert && (
        <Button
          size="small"
          look={can.accept ? 'default' : 'primary'}
          icon={<IconArrowsExchange {...icon} />}
          onClick={() => setDoing({ what: 'convert', leads })}
        >
          {t('convert')}
        </Button>
      )}
      {can.link && (
        <Button
          size="small"
          icon={<IconLink {...icon} />}
          onClick={() => setDoing({ what: 'link', leads })}
        >
          {t('link')}
        </Button>
      )}
      {can.reject && (
        <Button
          size="small"
          icon={<IconThumbDown {...icon} />}
          onClick={() => setDoing({ what: 'reject', leads })}
        >
          {t('reject')}
        </Button>
      )}
      {can.reopen && (
        <Button
          size="small"
          icon={<IconArrowBackUp {...icon} />}
          onClick={() => void perform(leads, 'reopen', {}, t('reopened'))}
        >
          {t('reopen')}
        </Button>
      )}
      <Suspense fallback={null}>
        {doing && <LeadDialogs doing={doing} onClose={() => setDoing(null)} />}
      </Suspense>
    </div>
  );
}
