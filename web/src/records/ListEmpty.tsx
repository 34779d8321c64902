import { IconFileImport, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useSession } from '@/app/session';
import { ObjectIcon } from '@/catalogue/icons';
import { wordsFor } from '@/catalogue/words';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/State';
import classes from './List.module.css';

type Props = { object: ObjectType; filtered: boolean; onClear: () => void; onCreate: () => void };

const known = ['company', 'contact', 'deal', 'product', 'task'] as const;

export function ListEmpty({ object, filtered, onClear, onCreate }: Props) {
  const t = useTranslations('list');
  const { can } = useSession();
  const navigate = useNavigate();
  const key = known.find((candidate) => candidate === object.key) ?? 'other';
  if (filtered) {
    return (
      <div className={classes.empty}>
        <Empty
          icon={<IconFilterOff size={22} stroke={1.6} />}
          title={t('filteredEmpty')}
          hint={t('filteredEmptyHint')}
        >
          <Button onClick={onClear}>{t('clearFilters')}</Button>
        </Empty>
      </div>
    );
  }
  return (
    <div className={classes.empty}>
      <Empty
        icon={<ObjectIcon name={object.key === 'deal' ? 'deal' : object.icon} size={22} />}
        title={t('empty', wordsFor(object))}
        hint={t(`emptyHint.${key}`)}
      >
        {object.can.create && (
          <Button look="primary" icon={<IconPlus size={16} />} onClick={onCreate}>
            {t('new', wordsFor(object))}
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
    </div>
  );
}
