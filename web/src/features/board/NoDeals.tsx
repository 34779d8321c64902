import { IconFilterOff, IconLayoutKanban } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession } from '@/app/session';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/State';
import { useBoardText } from './object';

type Props = { filtered: boolean; onClear: () => void; onCreate?: () => void };

/** What the board shows instead of empty columns. */
export function NoDeals({ filtered, onClear, onCreate }: Props) {
  const t = useBoardText();
  const { can } = useSession();
  if (filtered) {
    return (
      <Empty icon={<IconFilterOff size={22} />} title={t('noMatch')}>
        <Button onClick={onClear}>{t('clearFilters')}</Button>
      </Empty>
    );
  }
  return (
    <Empty icon={<IconLayoutKanban size={22} />} title={t('nothing')} hint={t('nothingHint')}>
      {onCreate && (
        <Button look="primary" onClick={onCreate}>
          {t('newDeal')}
        </Button>
      )}
      {can.import && <Link to="/import">{t('import')}</Link>}
    </Empty>
  );
}
