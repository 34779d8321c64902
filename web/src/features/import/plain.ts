/** A planned value as one line of text, whatever its kind: a preview shows what the file says, not how it will look. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join(', ');
  const entry = value as Record<string, unknown>;
  if ('amount' in entry) return [entry.amount, entry.currency].map(plainText).join(' ').trim();
  if ('label' in entry) return plainText(entry.label);
  if ('value' in entry) return plainText(entry.value);
  const quiet = new Set(['type', 'primary']);
  return Object.entries(entry)
    .filter(([key]) => !quiet.has(key))
    .map(([, part]) => plainText(part))
    .filter(Boolean)
    .join(', ');
}
