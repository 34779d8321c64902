import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useObject } from '@/catalogue';
import { Segments } from '@/ui/Segments';
import type { FunnelSearch } from './search';

type Side = 'funnel' | 'objections';

/** The funnel and the objections met in it: the same deals from two sides. */
export function Sides({ here, search }: { here: Side; search: FunnelSearch }) {
  const t = useTranslations('funnel.sides');
  const navigate = useNavigate();
  const met = useObject('objection_met');
  if (!met || met.can.read === 'none') return null;
  return (
    <Segments
      label={t('label')}
      value={here}
      options={(['funnel', 'objections'] as const).map((key) => ({ key, label: t(key) }))}
      onPick={(side) =>
        void navigate({
          to: side === 'funnel' ? '/funnel' : '/objections',
          search: { ...search, group: undefined },
        })
      }
    />
  );
}
