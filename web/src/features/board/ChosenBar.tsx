import { useMemo } from 'react';
import type { FilterNode, ObjectType } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { SelectionBar } from '@/records/bulk/SelectionBar';
import { columnsOf } from '@/records/columns';
import type { Choice } from './useChoice';

type Props = { object: ObjectType; choice: Choice; filter: FilterNode | undefined };

/** What can be done to the chosen cards: the same as to rows of a table. */
export default function ChosenBar({ object, choice, filter }: Props) {
  const catalogue = useCatalogue();
  const columns = useMemo(() => columnsOf(catalogue, object, null), [catalogue, object]);
  const { ids, choose, clear } = choice;
  return (
    <SelectionBar
      object={object}
      selection={{ value: { all: false, ids }, setAll: clear, choose, clear }}
      filter={filter}
      sort={undefined}
      columns={columns}
      // Cards are chosen one by one: there is no whole to choose.
      count={ids.size}
    />
  );
}
