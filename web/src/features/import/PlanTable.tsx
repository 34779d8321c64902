import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Pill } from '@/ui/Pill';
import shared from './Import.module.css';
import { targetsOf } from './mapping';
import classes from './PlanTable.module.css';
import { plainText } from './plain';
import { useRowReasons } from './problems';
import { tones } from './Tally';
import type { ImportMapping, ImportPlan, PlannedAction, PlannedRow, Unmatched } from './wire';

type Props = {
  plan: ImportPlan;
  only: PlannedAction | null;
  object: ObjectType | undefined;
  mapping: ImportMapping;
  /** Names asked about: what an id in a row is called. */
  questions: readonly Unmatched[];
  /** Rows of the whole file. */
  rows: number;
};

/** The first rows of the file as they would become. */
export function PlanTable({ plan, only, object, mapping, questions, rows }: Props) {
  const t = useTranslations('import');
  const format = useFormat();
  const reasons = useRowReasons(object);
  const columns = useColumns(object, mapping);
  const names = useMemo(() => namesOf(questions), [questions]);
  const shown = only ? plan.rows.filter((row) => row.action === only) : plan.rows;
  return (
    <section className={shared.card}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div className={classes.planBox} tabIndex={0} role="region" aria-label={t('preview')}>
        <table className={classes.plan}>
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              <th scope="col">{t('fate')}</th>
              <th scope="col">{object?.label ?? ''}</th>
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Line
                key={row.row}
                row={row as PlannedRow}
                columns={columns}
                names={names}
                reason={reasons(row.problems ?? [])}
              />
            ))}
            {shown.length === 0 && (
              <tr>
                <td colSpan={columns.length + 3} className={classes.noRows}>
                  {t('noSuchRows')}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {plan.rows.length < rows && (
        <p className={classes.planNote}>
          {t('someRows', { shown: plan.rows.length, total: format.number(rows) })}
        </p>
      )}
    </section>
  );
}

/** What was chosen for a name travels as an id; here it is a name again. */
function namesOf(questions: readonly Unmatched[]): ReadonlyMap<string, string> {
  return new Map(
    questions.flatMap((one) => one.suggestions.map(({ id, label }) => [id, label] as const)),
  );
}

/** A label put together from what the row says may hold such an id too. */
function named(label: string, names: ReadonlyMap<string, string>): string {
  let text = label;
  for (const [id, name] of names) text = text.replaceAll(id, name);
  return text;
}

type Column = { key: string; label: string };

/** One column a field in use, the title aside, which has its own. */
function useColumns(object: ObjectType | undefined, mapping: ImportMapping): Column[] {
  return useMemo(() => {
    if (!object) return [];
    const used = new Set(
      Object.values(mapping.columns).flatMap((column) => (column ? [column.field] : [])),
    );
    const seen = new Map<string, string>();
    for (const target of targetsOf(object)) {
      if (!used.has(target.value) || target.field.key === object.title) continue;
      seen.set(target.field.key, target.field.label);
    }
    return [...seen].map(([key, label]) => ({ key, label }));
  }, [object, mapping]);
}

type LineProps = {
  row: PlannedRow;
  columns: Column[];
  names: ReadonlyMap<string, string>;
  reason: string;
};

function Line({ row, columns, names, reason }: LineProps) {
  const t = useTranslations('import');
  return (
    <tr data-action={row.action}>
      <td className={classes.rowNumber}>{row.row}</td>
      <td>
        <Pill tone={tones[row.action]} dot>
          {t(`fateOf.${row.action}`)}
        </Pill>
      </td>
      <th scope="row">
        {named(row.label ?? '', names) || '—'}
        {reason && <div className={classes.reason}>{reason}</div>}
      </th>
      {columns.map((column) => {
        const value = row.fields[column.key];
        const text = (typeof value === 'string' && names.get(value)) || plainText(value);
        return (
          <td key={column.key} title={text}>
            {text}
          </td>
        );
      })}
    </tr>
  );
}
