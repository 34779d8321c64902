import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Language } from '@/api/types';
import { useLanguage } from '@/app/language';
import { languageNames, languages } from '@/i18n';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled } from '@/ui/TextInput';
import { useAct } from '../parts';
import { Inside } from './Inside';
import classes from './Setups.module.css';
import { type Setup, setups, touched } from './wire';

type Props = { setup: Setup; onRemove: () => void; onClose: () => void };

/** What is in a set-up, and the way to have it, its samples, or none of it. */
export function AddDialog({ setup, onRemove, onClose }: Props) {
  const s = useTranslations('setups');
  const c = useTranslations('common');
  const spoken = useLanguage().language;
  const { busy, act } = useAct();
  const [language, setLanguage] = useState<Language>(spoken);
  const [sample, setSample] = useState(true);
  const { key, added } = setup;
  const records = Object.values(setup.sample).reduce((sum, count) => sum + count, 0);
  const done = (ok: boolean) => {
    if (ok) onClose();
  };
  const add = async () =>
    done(
      await act(
        () => setups.add(key, { language, sample }),
        touched,
        s('done', { name: setup.name }),
      ),
    );
  const addSample = async () =>
    done(await act(() => setups.add(key, { sample: true }), touched, s('sampleAdded')));
  const addNew = async () =>
    done(await act(() => setups.add(key, {}), touched, s('done', { name: setup.name })));
  const removeSample = async () =>
    done(await act(() => setups.removeSample(key), touched, s('sampleRemoved')));
  return (
    <Dialog
      opened
      size={640}
      onClose={onClose}
      title={setup.name}
      footer={
        added ? (
          <>
            <Button look="danger" icon={<IconTrash size={16} stroke={1.7} />} onClick={onRemove}>
              {s('remove')}
            </Button>
            {added.sample ? (
              <Button busy={busy} onClick={() => void removeSample()}>
                {s('removeSample')}
              </Button>
            ) : (
              <Button busy={busy} onClick={() => void addSample()}>
                {s('addSample')}
              </Button>
            )}
            {added.behind && (
              <Button look="primary" busy={busy} onClick={() => void addNew()}>
                {s('addNew')}
              </Button>
            )}
          </>
        ) : (
          <>
            <Button onClick={onClose}>{c('cancel')}</Button>
            <Button look="primary" busy={busy} onClick={() => void add()}>
              {s('add')}
            </Button>
          </>
        )
      }
    >
      <div className={classes.dialog}>
        <p className={classes.description}>{setup.description}</p>
        {added?.behind && <p className={classes.behind}>{s('behind')}</p>}
        {!added && (
          <div className={classes.options}>
            <Labelled label={s('language')} hint={s('languageHint')} id="setup-language">
              <Choose
                id="setup-language"
                label={s('language')}
                value={language}
                options={languages.map((code) => ({ value: code, label: languageNames[code] }))}
                onChange={(code) => setLanguage(code as Language)}
              />
            </Labelled>
            <label className={classes.check}>
              <Checkbox label={s('withSample')} checked={sample} onChange={setSample} />
              <span>
                {s('withSample')}
                <small>{s('withSampleHint', { count: records })}</small>
              </span>
            </label>
          </div>
        )}
        <Inside setup={setup} />
      </div>
    </Dialog>
  );
}
