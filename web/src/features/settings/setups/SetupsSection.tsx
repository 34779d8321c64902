import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Failed } from '@/ui/State';
import { Section } from '../parts';
import { AddDialog } from './AddDialog';
import { TradeIcon } from './icons';
import { RemoveDialog } from './RemoveDialog';
import classes from './Setups.module.css';
import { type Setup, setups, setupsKey } from './wire';

/** Ready-made set-ups of trades: what is in each, to be added and taken away again. */
export default function SetupsSection() {
  const t = useTranslations('settings');
  const s = useTranslations('setups');
  const { data, error, refetch } = useQuery({ queryKey: setupsKey, queryFn: setups.list });
  const [opened, setOpened] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const find = (key: string | null) => data?.find((setup) => setup.key === key);
  const [shown, leaving] = [find(opened), find(removing)];
  return (
    <Section title={t('section.setups')} lead={s('lead')} wide>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      <ul className={classes.cards}>
        {data?.map((setup) => (
          <li key={setup.key}>
            <Card setup={setup} onOpen={() => setOpened(setup.key)} />
          </li>
        ))}
      </ul>
      {shown && (
        <AddDialog
          setup={shown}
          onRemove={() => {
            setOpened(null);
            setRemoving(shown.key);
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {leaving?.added && <RemoveDialog setup={leaving} onClose={() => setRemoving(null)} />}
    </Section>
  );
}

function Card({ setup, onOpen }: { setup: Setup; onOpen: () => void }) {
  const s = useTranslations('setups');
  return (
    <button type="button" className={classes.card} onClick={onOpen}>
      <span className={classes.icon}>
        <TradeIcon name={setup.icon} />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>
          {setup.name}
          {setup.added && (
            <span className={classes.added}>
              <IconCheck size={13} stroke={2.4} aria-hidden />
              {s('added')}
            </span>
          )}
        </span>
        <span className={classes.description}>{setup.description}</span>
        <span className={classes.counts}>
          {s('counts', { pipelines: setup.pipelines.length, fields: setup.fields.length })}
        </span>
      </span>
    </button>
  );
}
