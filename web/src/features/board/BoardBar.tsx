import { IconThumbDown, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useShortcuts } from '@/app/shortcuts';
import { usePhone } from '@/app/useWide';
import { useObject } from '@/catalogue';
import { FilterBar } from '@/records/filter/FilterBar';
import { cx } from '@/ui/cx';
import { PageBar } from '@/ui/Page';
import { Arrangement } from './Arrangement';
import classes from './Board.module.css';
import { BoardViews } from './BoardViews';
import { OwnerFilter } from './OwnerFilter';
import { useBoardObject, useBoardText } from './object';
import { join, split } from './owners';
import { PipelineSwitch } from './PipelineSwitch';
import type { BoardSearch } from './search';

type Props = {
  pipeline: string;
  /** The pipeline's id, once it is known: the address may say `default`. */
  id: string | undefined;
  search: BoardSearch;
  /** How many of the open deals lack a next step that they should have. */
  lacking: number;
  onChange: (patch: Partial<BoardSearch>) => void;
};

/** Filters of the board: any field, whose deals, and whether those lost are shown. */
export function BoardBar({ pipeline, id, search, lacking, onChange }: Props) {
  const t = useBoardText();
  const phone = usePhone();
  const of = useBoardObject();
  const object = useObject(of);
  const [ask, setAsk] = useState(0);
  useShortcuts({ KeyF: () => setAsk((before) => before + 1) });
  const { owners, rest } = split(search.filter);
  return (
    <PageBar>
      {id && <BoardViews object={of} pipeline={id} search={search} />}
      {phone && <PipelineSwitch pipeline={pipeline} search={search} />}
      {object && (
        <FilterBar
          object={object}
          filter={rest}
          ask={ask}
          onChange={(next) => onChange({ filter: join({ owners, rest: next }) })}
        />
      )}
      <OwnerFilter
        owners={owners}
        onChange={(next) => onChange({ filter: join({ owners: next, rest }) })}
      />
      {search.task && (
        <button
          type="button"
          className={cx(classes.chip, classes.chipOn)}
          aria-label={t('clearTask')}
          onClick={() => onChange({ task: undefined })}
        >
          {t(`taskIs.${search.task}`)}
          <IconX size={13} aria-hidden />
        </button>
      )}
      {lacking > 0 && search.task !== 'none' && (
        <button
          type="button"
          className={cx(classes.chip, classes.lacking)}
          onClick={() => onChange({ task: 'none' })}
        >
          <i aria-hidden />
          {t('lacking', { count: lacking })}
        </button>
      )}
      <Arrangement search={search} onChange={onChange} />
      {search.by !== 'month' && (
        <button
          type="button"
          className={cx(classes.chip, search.lost && classes.chipOn)}
          aria-pressed={search.lost === true}
          onClick={() => onChange({ lost: search.lost ? undefined : true })}
        >
          <IconThumbDown size={15} aria-hidden />
          {t('showLost')}
        </button>
      )}
    </PageBar>
  );
}
