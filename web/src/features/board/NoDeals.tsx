import { IconFileImport, IconFilterOff, IconLayoutKanban, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useSession } from '@/app/session';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/State';
import { useBoardText } from './object';

type Props = { filtered: boolean; onClear: () => void; onCreate?: () => void };

/** What the board shows instead of empty columns. */
export function NoDeals({ filtered, onClear, onCreate }: Props) {
  const t = useBoardText();
  const { can } = useSession();
  const navigate = useNavigate();
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
        <Button look="primary" icon={<IconPlus size={16} />} onClick={onCreate}>
          {t('newDeal')}
        </Button>
      )}
      {can.import && (
        <Button
          icon={<IconFileImport size={16} />}
          onClick={() => void navigate({ to: '/import' })}
        >
          {t('import')}
        </Button>
      )}
    </Empty>
  );
}
