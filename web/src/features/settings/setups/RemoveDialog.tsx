import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { objectOf, useCatalogue } from '@/catalogue';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import { Failed } from '@/ui/State';
import { Labelled } from '@/ui/TextInput';
import { Ask, useAct } from '../parts';
import classes from './Setups.module.css';
import { type Removal, type Setup, setups, setupsKey, touched } from './wire';

/** The choice that leaves pipelines with deals of one's own where they are. */
const KEEP = 'keep';

type Props = { setup: Setup; onClose: () => void };

/** Says what would go, asks what becomes of what the company has made its own, and removes a set-up. */
export function RemoveDialog({ setup, onClose }: Props) {
  const s = useTranslations('setups');
  const { busy, act } = useAct();
  const { pipelines } = useCatalogue();
  const [deals, setDeals] = useState<string | null>(null);
  const [keepFields, setKeepFields] = useState(true);
  const { data, error, refetch } = useQuery({
    queryKey: [...setupsKey, setup.key, 'removal'],
    queryFn: () => setups.removal(setup.key),
    gcTime: 0,
  });
  const own = data?.pipelines.reduce((sum, pipeline) => sum + pipeline.deals, 0) ?? 0;
  const filled = data?.fields.filter((field) => field.filled > 0) ?? [];
  const others = pipelines.filter(
    (pipeline) => !pipeline.archived && !data?.pipelines.some(({ id }) => id === pipeline.id),
  );
  const remove = async () => {
    const how = {
      keep_fields: keepFields && filled.length > 0,
      keep_pipelines: deals === KEEP,
      move_to: deals && deals !== KEEP ? deals : undefined,
    };
    const said = s('gone', { name: setup.name });
    if (await act(() => setups.remove(setup.key, how), touched, said)) onClose();
  };
  return (
    <Ask
      title={s('removeTitle', { name: setup.name })}
      lead={s('removeLead')}
      yes={s('removeYes')}
      busy={busy}
      disabled={!data || (own > 0 && !deals)}
      onYes={() => void remove()}
      onClose={onClose}
    >
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {data && <Effects removal={data} />}
      {own > 0 && (
        <Labelled
          label={s('ownDeals', { count: own })}
          hint={deals === KEEP ? s('keepHint') : deals ? s('moveHint') : undefined}
          id="setup-deals"
        >
          <Choose
            id="setup-deals"
            label={s('ownDeals', { count: own })}
            value={deals}
            placeholder={s('ownDealsChoose')}
            options={[
              { value: KEEP, label: s('keep') },
              ...others.map(({ id, name }) => ({ value: id, label: s('moveTo', { name }) })),
            ]}
            onChange={setDeals}
          />
        </Labelled>
      )}
      {filled.length > 0 && (
        <label className={classes.check}>
          <Checkbox label={s('keepFields')} checked={keepFields} onChange={setKeepFields} />
          <span>
            {s('keepFields')}
            <small>{filled.map(({ label }) => label).join(' · ')}</small>
          </span>
        </label>
      )}
    </Ask>
  );
}

function Effects({ removal }: { removal: Removal }) {
  const s = useTranslations('setups');
  const catalogue = useCatalogue();
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([object, count]) => `${objectOf(catalogue, object)?.label_plural ?? object}: ${count}`)
      .join(', ');
  const { scripts, objections, calculations } = removal;
  const part = (side: 'going' | 'staying') =>
    s('effectLibrary', {
      scripts: scripts[side],
      objections: objections[side],
      calculations: calculations[side],
    });
  const some = (side: 'going' | 'staying') =>
    scripts[side] + objections[side] + calculations[side] > 0;
  const [destroyed, binned] = [list(removal.destroyed), list(removal.binned)];
  return (
    <ul className={classes.effects}>
      {removal.pipelines.length > 0 && (
        <li>
          {s('effectPipelines', { names: removal.pipelines.map(({ name }) => name).join(', ') })}
        </li>
      )}
      <li>{s('effectFields', { fields: removal.fields.length, views: removal.views })}</li>
      {some('going') && <li>{part('going')}</li>}
      {some('staying') && <li>{s('effectStaying', { list: part('staying') })}</li>}
      {destroyed && <li>{s('effectDestroyed', { list: destroyed })}</li>}
      {binned && <li>{s('effectBinned', { list: binned })}</li>}
    </ul>
  );
}
