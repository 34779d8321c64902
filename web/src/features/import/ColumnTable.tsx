import { IconArrowRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { KindIcon } from '@/catalogue/icons';
import { useFormat } from '@/i18n/format';
import { Choose, type Option } from '@/ui/Choose';
import { cx } from '@/ui/cx';
import classes from './ColumnTable.module.css';
import { point, type Target } from './mapping';
import type { ImportColumn, ImportMapping } from './wire';

type Props = {
  columns: readonly ImportColumn[];
  rows: number;
  mapping: ImportMapping;
  targets: readonly Target[];
  onMapping: (mapping: ImportMapping) => void;
};

const NOWHERE = '';

/** A line a column of the file: its name, what stands in it, and the field it goes to. */
export function ColumnTable({ columns, rows, mapping, targets, onMapping }: Props) {
  const t = useTranslations('import');
  const options = useTargetOptions(targets);
  return (
    <table className={classes.columns}>
      <thead>
        <tr>
          <th scope="col">{t('column')}</th>
          <th scope="col">{t('samples')}</th>
          <th scope="col" className={classes.arrowCell} aria-hidden />
          <th scope="col">{t('goesTo')}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <Line
            key={column.name}
            column={column}
            rows={rows}
            value={mapping.columns[column.name]?.field ?? NOWHERE}
            options={options}
            onChange={(value) => {
              const target = targets.find((candidate) => candidate.value === value) ?? null;
              onMapping(point(mapping, column.name, target, targets));
            }}
          />
        ))}
      </tbody>
    </table>
  );
}

type LineProps = {
  column: ImportColumn;
  rows: number;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
};

function Line({ column, rows, value, options, onChange }: LineProps) {
  const t = useTranslations('import');
  const format = useFormat();
  const left = value === NOWHERE;
  return (
    <tr className={cx(left && classes.left)}>
      <th scope="row">
        <b>{column.name}</b>
        <small>
          {column.filled === rows
            ? t('filledAll')
            : t('filled', { filled: format.number(column.filled), rows: format.number(rows) })}
        </small>
      </th>
      <td>
        <div className={classes.samples}>
          {column.samples.map((sample) => (
            <span key={sample} title={sample}>
              {sample}
            </span>
          ))}
        </div>
      </td>
      <td className={classes.arrowCell} aria-hidden>
        <IconArrowRight size={15} />
      </td>
      <td>
        <Choose
          label={t('columnGoesTo', { column: column.name })}
          value={value}
          options={options}
          className={left ? classes.nowhere : undefined}
          onChange={onChange}
        />
      </td>
    </tr>
  );
}

function useTargetOptions(targets: readonly Target[]): Option[] {
  const t = useTranslations('import');
  return useMemo(
    () => [
      { value: NOWHERE, label: t('leaveOut') },
      ...targets.map((target) => ({
        value: target.value,
        label: target.part
          ? t('partOf', { field: target.field.label, part: t(`part.${target.part}`) })
          : target.field.label,
        icon: <KindIcon kind={target.field.kind} />,
      })),
    ],
    [targets, t],
  );
}
