import { IconRoute, IconUsers } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ProblemItem } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { useRuleLabel } from '@/records/rules/useRuleLabel';
import { Choose } from '@/ui/Choose';
import shared from './Import.module.css';
import { useItemText } from './problems';
import classes from './Trial.module.css';
import type { ImportMapping, ImportTrial } from './wire';

type Props = {
  tried: ImportTrial;
  mapping: ImportMapping;
  /** Rows of the whole file. */
  rows: number;
  onMapping: (mapping: ImportMapping) => void;
};

/** What trying the first rows out has told: which rules they break, what is done about that, and who gets how many. */
export function Trial({ tried, mapping, rows, onMapping }: Props) {
  const t = useTranslations('import.trial');
  const format = useFormat();
  const breaks = tried.breaking > 0;
  if (!breaks && tried.owners.length === 0) return null;
  return (
    <>
      <div className={classes.pair}>
        {breaks && <Broken tried={tried} mapping={mapping} onMapping={onMapping} />}
        {tried.owners.length > 0 && (
          <section className={shared.card} aria-label={t('owners')}>
            <header className={shared.cardHead}>
              <IconUsers size={17} stroke={1.6} aria-hidden />
              <div>
                <h2>{t('owners')}</h2>
              </div>
            </header>
            <ul className={classes.lines}>
              {tried.owners.map((one) => (
                <li key={`${one.user} ${one.name} ${one.by}`}>
                  <span>
                    <b>{one.name ?? t('nobody')}</b>{' '}
                    <small>{t(`by.${one.by as 'rules' | 'client' | 'file' | 'importer'}`)}</small>
                  </span>
                  <span className={classes.count}>{t('rows', { count: one.rows })}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {tried.rows < rows && (
        <p className={classes.note}>
          {t('first', { count: tried.rows, total: format.number(rows) })}
        </p>
      )}
    </>
  );
}

function Broken({ tried, mapping, onMapping }: Omit<Props, 'rows'>) {
  const t = useTranslations('import.trial');
  const errors = useTranslations('errors');
  const label = useRuleLabel();
  const words = useItemText();
  const format = useFormat();
  const said = (one: ImportTrial['violations'][number]) => {
    const problem = words({ code: one.code, params: one.params } as ProblemItem);
    const named = one.field ? errors('withField', { field: label(one.field), problem }) : problem;
    const stage = one.params.stage;
    return typeof stage === 'string' ? t('inStage', { problem: named, stage }) : named;
  };
  const examples = (one: ImportTrial['violations'][number]) => {
    const list = one.examples.map((row) => format.number(row)).join(', ');
    if (one.rows > one.examples.length) return t('andMore', { rows: list });
    return one.rows === 1 ? t('such', { rows: list }) : t('suchMany', { rows: list });
  };
  return (
    <section className={shared.card} aria-label={t('rules')}>
      <header className={shared.cardHead}>
        <IconRoute size={17} stroke={1.6} aria-hidden />
        <div>
          <h2>{t('breaking', { count: tried.breaking })}</h2>
        </div>
      </header>
      <ul className={classes.lines}>
        {tried.violations.map((one) => (
          <li key={`${one.field} ${one.code} ${JSON.stringify(one.params)}`}>
            <span>{said(one)}</span>
            <span className={classes.count}>
              {t('broken', { count: one.rows, examples: examples(one) })}
            </span>
          </li>
        ))}
      </ul>
      <div className={`${shared.question} ${classes.choice}`}>
        <label htmlFor="import-rules">{t('what')}</label>
        <div className={shared.answer}>
          <Choose
            id="import-rules"
            label={t('what')}
            value={mapping.rules ?? 'refuse'}
            options={(['refuse', 'record'] as const).map((value) => ({
              value,
              label: t(`do.${value}`),
            }))}
            onChange={(value) =>
              onMapping({ ...mapping, rules: value === 'record' ? 'record' : undefined })
            }
          />
        </div>
      </div>
    </section>
  );
}
