import type { Field, FieldValue, Rec } from '@/api/types';
import type { OnRefused } from '../EditInPlace';
import type { Block } from './block';

/** What a grid asks of the list around it. Every function keeps its identity. */
export type GridActions = {
  /** The field that the lines are grouped by. */
  groupField: Field | undefined;
  onSight: (first: number, last: number) => void;
  onSort: (field: Field, more: boolean) => void;
  onSortTo: (field: Field, down: boolean) => void;
  onResize: (key: string, width: number) => void;
  onMoveColumn: (from: string, to: number) => void;
  onPin: (key: string, pinned: boolean) => void;
  onHide: (key: string) => void;
  onGroup: (field: Field) => void;
  onFilterBy: (field: Field) => void;
  onOpen: (record: Rec) => void;
  onSave: (record: Rec, field: Field, value: FieldValue, onRefused?: OnRefused) => void;
  /** Somebody tried to edit what cannot be edited here. */
  onLocked: (field: Field) => void;
  onSelect: (row: number, range: boolean) => void;
  onSelectAll: (all: boolean) => void;
  onToggleGroup: (id: string) => void;
  onCopied: (cells: number) => void;
  onPaste: (block: Block, text: string) => void;
  onFill: (block: Block) => void;
  onEmpty: (block: Block) => void;
};
