import type { FieldValue, FilterNode, Rec } from '@/api/types';

/** The object of ties between people and companies besides the main one. */
export const TIE = 'affiliation';

/** The ties shown on a record: without those to the company that the person names as the main one, so that nobody is there twice. */
export function tieFilter(record: Rec): FilterNode | null {
  if (record.object === 'company') {
    return {
      and: [
        { field: 'company', op: 'eq', value: record.id },
        { not: { field: 'contact.company', op: 'eq', value: record.id } },
      ],
    };
  }
  if (record.object !== 'contact') return null;
  const main = record.fields.company;
  return {
    and: [
      { field: 'contact', op: 'eq', value: record.id },
      ...(typeof main === 'string' ? [{ field: 'company', op: 'ne' as const, value: main }] : []),
    ],
  };
}

/** A tie that has ended is told as such. */
export function isOver(until: FieldValue | undefined, today: string): boolean {
  return typeof until === 'string' && until < today;
}
