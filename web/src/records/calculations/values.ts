import { readDecimal } from '@/fields/shared/numbers';
import type { Format } from '@/i18n/format';
import type { Parameter } from './wire';

/** What has been typed or picked, by the parameter's key. */
export type Values = Record<string, string>;

/** What stands in the form at first: what was kept, else what is usual. */
export function firstValues(parameters: readonly Parameter[], kept: Values, format: Format) {
  const text = ({ key, kind, default: usual }: Parameter) => {
    const value = kept[key] ?? (usual === null || usual === undefined ? '' : String(usual));
    return kind === 'number' ? written(value, format) : value;
  };
  return Object.fromEntries(parameters.map((one) => [one.key, text(one)]));
}

/** As the server takes it: what is empty is left out, what is no number goes as it is, so that the server says so. */
export function given(
  parameters: readonly Parameter[],
  values: Values,
  locale: string,
): Record<string, string> {
  const pairs = parameters.flatMap(({ key, kind }) => {
    const text = (values[key] ?? '').trim();
    if (text === '') return [];
    return [[key, kind === 'number' ? (readDecimal(text, locale) ?? text) : text] as const];
  });
  return Object.fromEntries(pairs);
}

/** The parameters that a line keeps. */
export function kept(text: unknown): Values {
  if (typeof text !== 'string') return {};
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return {};
    return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, String(value)]));
  } catch {
    return {};
  }
}

/** Parameters in one line: Area 40 m² · With windows. */
export function shortText(parameters: readonly Parameter[], values: Values, format: Format) {
  const words = parameters.flatMap(({ key, label, kind, unit, options }) => {
    const value = values[key];
    if (value === undefined || value === '') return [];
    if (kind === 'choice') {
      return [`${label}: ${options?.find((option) => option.key === value)?.label ?? value}`];
    }
    return [[label, written(value, format), unit].filter(Boolean).join(' ')];
  });
  return words.join(' · ');
}

/** A number of the server as people write it. */
export function written(text: string, format: Format): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? format.number(Number(text)) : text;
}
