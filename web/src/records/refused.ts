import type { FieldValue } from '@/api/types';

type Refused = { value: FieldValue; reason: string };

/** What was typed into a field and refused, until it is put right or let go: nothing typed is lost. */
const refused = new Map<string, Refused>();

const keyOf = (record: string, field: string) => `${record} ${field}`;

export function refusedOf(record: string, field: string): Refused | undefined {
  return refused.get(keyOf(record, field));
}

export function keepRefused(record: string, field: string, what: Refused): void {
  refused.set(keyOf(record, field), what);
}

export function letGo(record: string, field: string): void {
  refused.delete(keyOf(record, field));
}

/** What one person typed is not for the next one at the same browser. */
export function forgetRefused(): void {
  refused.clear();
}
