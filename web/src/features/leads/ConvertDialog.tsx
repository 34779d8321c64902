import { IconAlertTriangle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem, type Problem } from '@/api/problem';
import type { Rec } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useCatalogue } from '@/catalogue';
import { useShown } from '@/fields';
import { MissingPart } from '@/records/moving/MissingPart';
import { canFill, missingOf, nothingMissing } from '@/records/moving/missing';
import { filled, useFilling } from '@/records/moving/useFilling';
import { useRuleLabel } from '@/records/rules/useRuleLabel';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Skeleton } from '@/ui/State';
import { ConvertPart } from './ConvertPart';
import {
  askedAtEnd,
  type Choice,
  type Choices,
  isComplete,
  type Kind,
  kinds,
  ofDeal,
  paramsOf,
  previewConversion,
  unnamed,
} from './conversion';
import classes from './Leads.module.css';
import { usePerform } from './useDeeds';

type Props = { lead: Rec; onClose: () => void; onDone: () => void };

const usual: Choices = {
  company: { how: 'usual' },
  contact: { how: 'usual' },
  deal: { how: 'usual' },
};

/** What the stage of the deal asks for: what it lacks now, and of what has been filled in only that. */
function useDealFilling(lacking: Problem | null) {
  const filling = useFilling(null);
  const missing = lacking
    ? missingOf(lacking, filling.problem ? missingOf(filling.problem) : undefined)
    : nothingMissing;
  const given = () => {
    const set = filling.set({ fields: {} });
    const asked = ([name]: [string, unknown]) => missing.fields.includes(name);
    return set && Object.fromEntries(Object.entries(set).filter(asked));
  };
  return { ...filling, missing, given };
}

/** What an inquiry becomes: what is there already comes first, then every record with the values that it takes over. */
export function ConvertDialog({ lead, onClose, onDone }: Props) {
  const t = useTranslations();
  const form = useId();
  const cx = useShown();
  const words = useProblemText();
  const label = useRuleLabel();
  const perform = usePerform();
  const [choices, setChoices] = useState(usual);
  const [busy, setBusy] = useState(false);
  const ofLead = useFilling(null, 'lead');
  const atEnd = askedAtEnd(useCatalogue(), lead);
  const fields = [...new Set([...atEnd, ...ofLead.missing.fields])];
  const filling = { ...ofLead, missing: { ...ofLead.missing, fields } };
  const params = paramsOf(unnamed(choices));
  const preview = useQuery({
    queryKey: ['records', 'lead', 'conversion', lead.id, params],
    queryFn: () => previewConversion(lead.id, params),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const matches = preview.data?.matches ?? [];
  const lacking = preview.data ? ofDeal(preview.data.missing) : null;
  const deal = useDealFilling(lacking);
  const ready =
    preview.data !== undefined &&
    !preview.isError &&
    isComplete(choices) &&
    (!lacking || canFill(lacking));
  const choose = (kind: Kind, choice: Choice) =>
    setChoices((before) => ({ ...before, [kind]: choice }));
  const go = async (event: FormEvent) => {
    event.preventDefault();
    const set = filling.set(lead);
    const ofTheDeal = deal.given();
    if (busy || !ready || set === null || ofTheDeal === null) return;
    setBusy(true);
    const sent = { ...paramsOf(choices, matches.length > 0, ofTheDeal), ...filled(set) };
    const said = t('leads.converted');
    const onLack = (problem: Problem) => {
      const refused = ofDeal(problem.problems);
      if (refused) deal.refused(refused);
      else filling.refused(problem);
    };
    if (await perform([lead], 'convert', sent, said, onLack)) onDone();
    else setBusy(false);
  };
  return (
    <Dialog
      opened
      size={560}
      onClose={onClose}
      title={t('leads.convertTitle')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={busy} disabled={!ready}>
            {t(matches.length > 0 ? 'leads.convertAnyway' : 'leads.convert')}
          </Button>
        </>
      }
    >
      <form id={form} className={classes.form} onSubmit={(event) => void go(event)}>
        {matches.length > 0 && (
          <div className={classes.matches} role="status">
            <p className={classes.matchesTitle}>
              <IconAlertTriangle size={15} stroke={1.7} aria-hidden />
              {t('leads.alreadyThere', { count: matches.length })}
            </p>
            <ul>
              {matches.map((match) => (
                <li key={`${match.object} ${match.id}`} className={classes.match}>
                  <Link
                    to="/records/$object/$id"
                    params={{ object: match.object, id: match.id }}
                    target="_blank"
                  >
                    {match.label}
                  </Link>
                  {kinds.some((kind) => kind === match.object) && (
                    <Button
                      size="small"
                      onClick={() =>
                        choose(match.object as Kind, { how: 'existing', id: match.id })
                      }
                    >
                      {t('leads.useIt')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
        {preview.isError && (
          <p className={classes.failure} role="alert">
            {words(asProblem(preview.error), label)}
          </p>
        )}
        {preview.isPending && (
          <div className={classes.waiting} aria-busy>
            <Skeleton width="60%" />
            <Skeleton width="45%" />
          </div>
        )}
        {preview.data &&
          kinds.map((kind) => (
            <ConvertPart
              key={kind}
              kind={kind}
              part={preview.data[kind]}
              choice={choices[kind]}
              cx={cx}
              onChoose={(choice) => choose(kind, choice)}
            />
          ))}
        {lacking && !canFill(lacking) && (
          <p className={classes.failure} role="alert">
            {words(lacking, label)}
          </p>
        )}
        {lacking && preview.data?.deal && (
          <section className={classes.part} aria-label={t('leads.dealNeeds')}>
            <p className={classes.hint}>{t('leads.dealNeeds')}</p>
            <MissingPart
              filling={deal}
              of={preview.data.deal.record}
              linkedTo={{
                company: preview.data.company?.record,
                contact: preview.data.contact?.record,
              }}
              cx={cx}
            />
          </section>
        )}
        <MissingPart filling={filling} of={lead} cx={cx} />
        <p className={classes.hint}>{t('leads.carried')}</p>
      </form>
    </Dialog>
  );
}
