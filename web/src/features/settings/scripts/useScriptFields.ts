import { useMemo } from 'react';
import type { Field } from '@/api/types';
import { objectOf, useCatalogue } from '@/catalogue';

/** A field that a script can fill in, by the name that it has there. */
export type ScriptField = {
  name: string;
  label: string;
  /** Whose it is, where it is not the record's own. */
  of?: string;
  field: Field;
};

/** The fields that scripts for these objects can fill in; a deal's script also those of its company and contact. */
export function useScriptFields(objects: readonly string[]): ScriptField[] {
  const catalogue = useCatalogue();
  const asked = objects.join();
  return useMemo(() => {
    const keys = asked === '' ? [] : asked.split(',');
    const several = keys.length > 1;
    const found: ScriptField[] = [];
    const add = (key: string, prefix: string) => {
      const object = objectOf(catalogue, key);
      for (const field of object?.fields ?? []) {
        const name = `${prefix}${field.key}`;
        if (field.read_only || field.system || found.some((one) => one.name === name)) continue;
        found.push({ name, label: field.label, of: prefix ? object?.label : undefined, field });
      }
    };
    for (const key of keys) add(key, several ? `${key}.` : '');
    if (keys.includes('deal')) for (const key of ['company', 'contact']) add(key, `${key}.`);
    return found;
  }, [catalogue, asked]);
}
