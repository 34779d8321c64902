import { IconListDetails } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import type { Field, ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { useShown } from '@/fields';
import { Empty, Failed, Skeleton } from '@/ui/State';
import { mayEditField } from '../EditInPlace';
import { refusedOf } from '../refused';
import { useSave } from '../save';
import { useEditing } from '../useEditing';
import { AddProduct } from './AddProduct';
import { Approval } from './Approval';
import { Cell } from './Cell';
import { LineMenu } from './LineMenu';
import classes from './Lines.module.css';
import { Sums } from './Sums';
import { useParameters } from './useParameters';

/** The unit stands with the quantity, where the price came from with the price. */
const COLUMNS = ['name', 'quantity', 'price', 'discount', 'tax', 'total', 'margin'];
const MOST = 500;

type At = { line: string; field: string };
type Props = { object: ObjectType; deal: Rec; type: ObjectType };

/** What is sold in a deal: its lines, edited where they stand, and what they come to. */
export default function Lines({ object, deal, type }: Props) {
  const t = useTranslations('lines');
  const cx = useShown();
  const save = useSave(object);
  const editing = useEditing<At>(({ line, field }) => refusedOf(line, field) !== undefined);
  const at = editing.now;
  const body = {
    filter: { field: 'deal', op: 'eq' as const, value: deal.id },
    sort: 'created_at',
    limit: MOST,
  };
  const list = useQuery({
    queryKey: ['records', object.key, 'related', body],
    queryFn: ({ signal }) => api.records.query(object.key, body, signal),
  });
  const lines = list.data?.records ?? [];
  const { add, words, dialog } = useParameters({
    object,
    deal,
    lines,
    save,
    onAdded: (line) => editing.begin({ line, field: 'quantity' }),
  });
  if (list.error && !list.data) {
    return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (!list.data) return <Skeleton width="60%" />;
  const mayAdd = object.can.create && deal.can?.edit === true;
  if (lines.length === 0) {
    return (
      <Empty
        icon={<IconListDetails size={20} stroke={1.6} />}
        title={t('none')}
        hint={mayAdd ? t('noneHint') : undefined}
      >
        {mayAdd && <AddProduct onPick={add} />}
        {dialog}
      </Empty>
    );
  }
  const columns = COLUMNS.flatMap((key) => fieldOf(object, key) ?? []);
  /** Tab goes on to the next cell that may be changed, in the next line after the last. */
  const move = (line: Rec, field: Field, by: 1 | -1) => {
    const cells = lines.flatMap((other) =>
      columns
        .filter((column) => mayEditField(other, column))
        .map((column) => ({ line: other.id, field: column.key })),
    );
    const here = cells.findIndex((cell) => cell.line === line.id && cell.field === field.key);
    editing.end(cells[here + by]);
  };
  return (
    <div className={classes.room}>
      <table className={classes.table} aria-label={object.label_plural}>
        <thead>
          <tr>
            {columns.map((field) => (
              <th key={field.key} scope="col" data-field={field.key}>
                {field.label}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              {columns.map((field) => (
                <td key={field.key} data-field={field.key} data-label={field.label}>
                  <Cell
                    object={object}
                    record={line}
                    field={field}
                    cx={cx}
                    editing={at?.line === line.id && at.field === field.key}
                    onEdit={(on) =>
                      on ? editing.begin({ line: line.id, field: field.key }) : editing.end()
                    }
                    onMove={(by) => move(line, field, by)}
                    onSave={(next, base, onRefused) => void save(base, field, next, onRefused)}
                    onAgain={() => editing.again({ line: line.id, field: field.key })}
                  />
                  {field.key === 'name' && words(line)}
                </td>
              ))}
              <td data-field="menu">
                <LineMenu object={object} line={line} onSave={save} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.below}>
        {mayAdd && <AddProduct onPick={add} />}
        <Sums deal={deal} type={type} cx={cx} />
      </div>
      <Approval deal={deal} lines={lines} />
      {dialog}
    </div>
  );
}
