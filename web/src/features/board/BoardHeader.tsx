import { IconLayoutKanban, IconList, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { usePhone } from '@/app/useWide';
import { useObject } from '@/catalogue';
import { wordsFor } from '@/catalogue/words';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { PageHeader } from '@/ui/Page';
import classes from './Header.module.css';
import { totals } from './model';
import { useBoardObject, useBoardText } from './object';
import { PipelineSwitch } from './PipelineSwitch';
import type { BoardSearch } from './search';
import type { Board, Column } from './types';

type Props = {
  pipeline: string;
  board: Board | undefined;
  columns: readonly Column[];
  search: BoardSearch;
  onCreate?: () => void;
};

export function BoardHeader({ pipeline, board, columns, search, onCreate }: Props) {
  const t = useBoardText();
  const list = useTranslations('list');
  const format = useFormat();
  const phone = usePhone();
  const of = useBoardObject();
  const object = useObject(of);
  const make = object ? list('new', wordsFor(object)) : '';
  const said = (kind: 'open' | 'won') => {
    const { count, sum } = totals(columns.filter((column) => column.stage.kind === kind));
    if (kind === 'won' && count === 0) return [];
    // Inquiries seldom say what they are worth.
    const worth = sum && (of === 'deal' || Number(sum.amount) !== 0);
    return [t(`total.${kind}`, { count }), ...(worth ? [format.money(sum, true)] : [])];
  };
  const open = said('open').join(' · ');
  const won = said('won').join(' · ');
  const hint = board && (won && !phone ? `${open}, ${won}` : open);
  return (
    <PageHeader
      icon={<IconLayoutKanban size={18} stroke={1.6} aria-hidden />}
      title={object?.label_plural ?? ''}
      hint={
        <span className={classes.hint}>
          {!phone && <PipelineSwitch pipeline={pipeline} search={search} />}
          <span>{hint}</span>
        </span>
      }
    >
      <fieldset className={classes.views} aria-label={t('pipeline')}>
        <span className={classes.here} title={t('asBoard')} role="img" aria-label={t('asBoard')}>
          <IconLayoutKanban size={16} aria-hidden />
        </span>
        <Link
          to="/records/$object"
          params={{ object: of }}
          search={{ filter: search.filter }}
          title={t('asList')}
          aria-label={t('asList')}
        >
          <IconList size={16} aria-hidden />
        </Link>
      </fieldset>
      {onCreate && (
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} aria-hidden />}
          aria-label={make}
          className={phone ? classes.plus : undefined}
          onClick={onCreate}
        >
          {phone ? undefined : make}
        </Button>
      )}
    </PageHeader>
  );
}
