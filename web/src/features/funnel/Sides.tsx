import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useObject } from '@/catalogue';
import { Segments } from '@/ui/Segments';
import type { FunnelSearch } from './search';

type Side = 'funnel' | 'objections' | 'people';

const addresses = { funnel: '/funnel', objections: '/objections', people: '/engagement' } as const;

/** What is shown of the work: the funnel, the objections met in it, and how people work in Kith. */
export function Sides({ here, search }: { here: Side; search: FunnelSearch }) {
  const t = useTranslations('funnel.sides');
  const navigate = useNavigate();
  const met = useObject('objection_met');
  const sides = (['funnel', 'objections', 'people'] as const).filter(
    (side) => side !== 'objections' || (met && met.can.read !== 'none'),
  );
  return (
    <Segments
      label={t('label')}
      value={here}
      options={sides.map((key) => ({ key, label: t(key) }))}
      onPick={(side) =>
        void navigate({
          to: addresses[side],
          search: side === 'people' ? {} : { ...search, group: undefined },
        })
      }
    />
  );
}
