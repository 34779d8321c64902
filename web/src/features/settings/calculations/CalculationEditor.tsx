import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem, type Problem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { currencyCodes } from '@/fields/money/currencies';
import { useFormat } from '@/i18n/format';
import { useCalculationText } from '@/records/calculations/useCalculationText';
import { type Calculation, calculations, calculationsQuery } from '@/records/calculations/wire';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import { Labelled, TextInput } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import { Section } from '../parts';
import settings from '../Settings.module.css';
import classes from './Calculations.module.css';
import { Cases } from './Cases';
import {
  type Draft,
  definitionOf,
  draftOf,
  emptyDraft,
  newParameter,
  wordOf,
  wrongAt,
} from './draft';
import { Formula } from './Formula';
import { ParameterCard } from './ParameterCard';
import { Products } from './Products';
import { TryOut } from './TryOut';
import { useCheck } from './useCheck';

type Props = { calculation: Calculation | null; keys: string[]; onClose: () => void };

/** One calculation: what it asks for, how it counts, the cases that have to come out, and a try-out. */
export function CalculationEditor({ calculation, keys, onClose }: Props) {
  const t = useTranslations('calculations');
  const all = useTranslations();
  const client = useQueryClient();
  const format = useFormat();
  const words = useCalculationText();
  const sentence = useProblemText();
  const currency = useId();
  const [draft, setDraft] = useState<Draft>(() =>
    calculation ? draftOf(calculation, format.decimalSign) : emptyDraft(format.currency),
  );
  const [tried, setTried] = useState<Record<string, string>>(() => {
    const [first] = draft.cases;
    return { price: first?.price ?? '', quantity: first?.quantity ?? '' };
  });
  const [refused, setRefused] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Draft>) => {
    setRefused(null);
    setDraft((old) => ({ ...old, ...part }));
  };
  const key = calculation?.key ?? (wordOf(draft.name, keys) || 'calculation');
  const check = useCheck(key, draft, tried);
  const problems = refused?.problems.length ? refused.problems : check.problems;
  const wrong = (place: string) => {
    const found = wrongAt(problems, place);
    return found && words(found);
  };
  // What has not been begun is not wrong yet.
  const begun = (value: string, place: string) =>
    value === '' && !refused ? undefined : wrong(place);
  const open = draft.cases.some(({ expected }) => expected.trim() === '');
  const ready = draft.name.trim() !== '' && draft.formula.trim() !== '' && !open && check.fits;
  const work = async (what: () => Promise<unknown>, said: string) => {
    setBusy(true);
    try {
      await what();
      await client.invalidateQueries({ queryKey: calculationsQuery.queryKey });
      toasts.show({ text: said, tone: 'success', seconds: 3 });
      onClose();
    } catch (error) {
      setRefused(asProblem(error));
      setBusy(false);
    }
  };
  const save = () =>
    work(() => calculations.put(key, definitionOf(draft, format.locale)), all('settings.saved'));
  return (
    <Section title={calculation?.name ?? t('new')} wide>
      <div className={classes.bar}>
        <Button look="quiet" icon={<IconArrowLeft size={15} aria-hidden />} onClick={onClose}>
          {t('all')}
        </Button>
        <span className={classes.space} />
        <Button look="primary" busy={busy} disabled={!ready} onClick={() => void save()}>
          {all('common.save')}
        </Button>
      </div>
      {refused && (
        <p className={classes.wrong} role="alert">
          {refused.problems.length > 0
            ? t('notSaved')
            : refused.code === 'calculation_in_use'
              ? t('inUse')
              : sentence(refused)}
        </p>
      )}
      <div className={classes.head}>
        <TextInput
          label={t('name')}
          required
          value={draft.name}
          error={begun(draft.name, 'name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Labelled id={currency} label={t('currency')} error={wrong('currency')}>
          <Choose
            id={currency}
            label={t('currency')}
            value={draft.currency}
            options={currencyCodes(format.currency).map((code) => ({ value: code, label: code }))}
            onChange={(code) => set({ currency: code })}
          />
        </Labelled>
      </div>
      <h3 className={classes.part}>{t('parameters')}</h3>
      <ol className={classes.parameters}>
        {draft.parameters.map((parameter, at) => (
          <ParameterCard
            key={parameter.id}
            number={at + 1}
            parameter={parameter}
            others={draft.parameters.filter((one) => one !== parameter).map((one) => one.key)}
            wrong={(part) =>
              parameter.label === '' && !refused ? undefined : wrong(`parameters[${at}].${part}`)
            }
            onChange={(next) =>
              set({ parameters: draft.parameters.map((one) => (one.id === next.id ? next : one)) })
            }
            onRemove={() =>
              set({ parameters: draft.parameters.filter((one) => one.id !== parameter.id) })
            }
          />
        ))}
      </ol>
      <div>
        <Button
          size="small"
          icon={<IconPlus size={14} aria-hidden />}
          onClick={() => set({ parameters: [...draft.parameters, newParameter(draft.parameters)] })}
        >
          {t('addParameter')}
        </Button>
      </div>
      <Formula
        value={draft.formula}
        names={draft.parameters.map(({ key }) => key).filter((one) => one !== '')}
        problem={draft.formula === '' && !refused ? undefined : wrongAt(problems, 'formula')}
        onChange={(formula) => set({ formula })}
      />
      <Cases draft={draft} check={check} problems={problems} onChange={(cases) => set({ cases })} />
      <TryOut
        draft={draft}
        check={check}
        values={tried}
        onChange={setTried}
        onCase={(one) => set({ cases: [...draft.cases, one] })}
      />
      {calculation && (
        <Products
          calculation={calculation}
          onRemove={() =>
            void work(() => calculations.remove(calculation.key), all('settings.removed'))
          }
        />
      )}
      {calculation && (
        <label className={settings.check}>
          <Checkbox
            label={t('archive')}
            checked={draft.archived}
            onChange={(archived) => set({ archived })}
          />
          {t('archive')}
        </label>
      )}
    </Section>
  );
}
