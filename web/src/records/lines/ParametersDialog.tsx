import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { useClosing } from '@/ui/useClosing';
import { ParameterInputs } from '../calculations/ParameterInputs';
import { firstValues, given, kept } from '../calculations/values';
import { type Calculation, priceOf } from '../calculations/wire';
import classes from './Lines.module.css';

type Props = {
  calculation: Calculation;
  product: { id: string; name: string };
  deal: string;
  /** The line's, where there is one already. */
  line?: { quantity: string; parameters: unknown; typed: boolean };
  onSave: (parameters: string) => Promise<boolean>;
  onClose: () => void;
};

/** Asks for what the price of a service depends on; the server counts while one types. */
export function ParametersDialog({ calculation, product, deal, line, onSave, onClose }: Props) {
  const t = useTranslations('lines');
  const format = useFormat();
  const form = useId();
  const { parameters: asked } = calculation;
  const [values, setValues] = useState(() => firstValues(asked, kept(line?.parameters), format));
  const { busy, run } = useClosing(onClose);
  const parameters = JSON.stringify(given(asked, values, format.locale));
  const price = usePrice(product.id, deal, line?.quantity, parameters);
  const [begun, setBegun] = useState(false);
  // What has not been said yet is no mistake before anything was.
  const problems = (price.error ? asProblem(price.error).problems : []).filter(
    ({ code }) => begun || code !== 'required',
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(onSave(parameters));
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={product.name}
      footer={
        <>
          <Result price={price} />
          <Button
            type="submit"
            form={form}
            look="primary"
            busy={busy}
            disabled={price.error !== null}
          >
            {t(line ? 'recalculate' : 'addPriced')}
          </Button>
        </>
      }
    >
      <form id={form} className={classes.form} onSubmit={submit}>
        <ParameterInputs
          autoFocus
          parameters={asked}
          values={values}
          problems={problems}
          onChange={(next) => {
            setBegun(true);
            setValues(next);
          }}
        />
        {line?.typed && <p className={classes.facts}>{t('typedStays')}</p>}
      </form>
    </Dialog>
  );
}

type Price = ReturnType<typeof usePrice>;

/** The price of one by what has been said, a moment after the last key. */
function usePrice(product: string, deal: string, quantity: string | undefined, parameters: string) {
  const [settled, setSettled] = useState(parameters);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(parameters), 150);
    return () => clearTimeout(timer);
  }, [parameters]);
  return useQuery({
    queryKey: ['price', product, deal, quantity, settled],
    queryFn: ({ signal }) => priceOf(product, { deal, quantity, parameters: settled }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

function Result({ price }: { price: Price }) {
  const t = useTranslations('lines');
  const format = useFormat();
  const words = useProblemText();
  const problem = price.error ? asProblem(price.error) : null;
  // What is wrong with a parameter stands with it.
  const elsewhere =
    problem?.problems.every(({ field }) => !field?.startsWith('parameters.')) && words(problem);
  const found = price.data?.price;
  return (
    <output className={classes.live} aria-live="polite">
      {elsewhere || (!problem && found ? t('priceNow', { price: format.money(found) }) : '–')}
    </output>
  );
}
