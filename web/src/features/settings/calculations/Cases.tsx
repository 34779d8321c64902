import { IconCheck, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ProblemItem } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { useCalculationText } from '@/records/calculations/useCalculationText';
import { Button, IconButton } from '@/ui/Button';
import classes from './Calculations.module.css';
import { type CaseDraft, type Draft, newCase, type ParameterDraft, says, wrongAt } from './draft';
import type { Checked } from './useCheck';

type Props = {
  draft: Draft;
  check: Checked;
  problems: readonly ProblemItem[];
  onChange: (cases: CaseDraft[]) => void;
};

/** What has to come out: red and green at once. */
export function Cases({ draft, check, problems, onChange }: Props) {
  const t = useTranslations('calculations');
  const given = (['price', 'quantity'] as const).filter((name) => says(draft.formula, name));
  const set = (next: CaseDraft) =>
    onChange(draft.cases.map((one) => (one.id === next.id ? next : one)));
  const none = draft.cases.length === 0;
  return (
    <section aria-label={t('cases')} className={classes.formula}>
      <h3 className={classes.part}>{t('cases')}</h3>
      <p className={classes.quiet}>{t('casesHint')}</p>
      <div className={classes.scroll}>
        <table className={classes.cases}>
          <thead>
            <tr>
              {draft.parameters.map(({ id, label, unit, key }) => (
                <th key={id} scope="col">
                  {[label || key, unit && `(${unit})`].filter(Boolean).join(' ')}
                </th>
              ))}
              {given.map((name) => (
                <th key={name} scope="col">
                  {t(`given.${name}`)}
                </th>
              ))}
              <th scope="col">{t('expected', { currency: draft.currency })}</th>
              <th scope="col">{t('result')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {draft.cases.map((one, at) => {
              const name = (label: string) => t('inCase', { label, number: at + 1 });
              return (
                <tr key={one.id}>
                  {draft.parameters.map((parameter) => (
                    <td key={parameter.id}>
                      <Said
                        parameter={parameter}
                        label={name(parameter.label || parameter.key)}
                        value={one.values[parameter.id] ?? ''}
                        onChange={(value) =>
                          set({ ...one, values: { ...one.values, [parameter.id]: value } })
                        }
                      />
                    </td>
                  ))}
                  {[...given, 'expected' as const].map((part) => (
                    <td key={part}>
                      <input
                        inputMode="decimal"
                        aria-label={name(
                          part === 'expected'
                            ? t('expected', { currency: draft.currency })
                            : t(`given.${part}`),
                        )}
                        value={one[part]}
                        onChange={(event) => set({ ...one, [part]: event.currentTarget.value })}
                      />
                    </td>
                  ))}
                  <td>
                    <Result one={one} at={at} check={check} problems={problems} />
                  </td>
                  <td>
                    <IconButton
                      size="small"
                      label={t('removeCase', { number: at + 1 })}
                      onClick={() => onChange(draft.cases.filter(({ id }) => id !== one.id))}
                    >
                      <IconX size={14} />
                    </IconButton>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {none && <p className={classes.wrong}>{t('needsCase')}</p>}
      <div>
        <Button
          size="small"
          icon={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...draft.cases, newCase(draft.cases)])}
        >
          {t('addCase')}
        </Button>
      </div>
    </section>
  );
}

type SaidProps = {
  parameter: ParameterDraft;
  label: string;
  value: string;
  onChange: (value: string) => void;
};

function Said({ parameter, label, value, onChange }: SaidProps) {
  const t = useTranslations('calculations');
  const { kind, options, usual } = parameter;
  if (kind === 'number') {
    return (
      <input
        inputMode="decimal"
        aria-label={label}
        placeholder={usual}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const named = options.find(({ key }) => key === usual)?.label;
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{named ? t('usually', { name: named }) : '–'}</option>
      {options
        .filter(({ key }) => key !== '')
        .map(({ key, label: name }) => (
          <option key={key} value={key}>
            {name || key}
          </option>
        ))}
    </select>
  );
}

type ResultProps = Pick<Props, 'check' | 'problems'> & { one: CaseDraft; at: number };

function Result({ one, at, check, problems }: ResultProps) {
  const t = useTranslations('calculations');
  const format = useFormat();
  const words = useCalculationText();
  const wrong = wrongAt(problems, `cases[${at}]`);
  const got = check.cases[at];
  if (one.expected.trim() === '') {
    const text = got ? t('comesTo', { price: format.money(got) }) : '–';
    return <span className={classes.quiet}>{text}</span>;
  }
  if (wrong && wrong.code !== 'case_failed')
    return <span className={classes.red}>{words(wrong)}</span>;
  if (!got) return <span className={classes.quiet}>–</span>;
  if (wrong) {
    return (
      <span className={classes.red}>
        <IconX size={14} stroke={2.2} aria-hidden />
        {t('comesTo', { price: format.money(got) })}
      </span>
    );
  }
  return (
    <span className={classes.green}>
      <IconCheck size={14} stroke={2.2} aria-hidden />
      {t('comesOut')}
    </span>
  );
}
