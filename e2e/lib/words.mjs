// The UI's own texts, so that journeys look for what a person reads, in any language, and survive rewording.
import { readdirSync, readFileSync } from 'node:fs';

/** All texts of a language, by area: words('ru').setup.start. */
export function words(language) {
  const folder = new URL(`../../web/src/i18n/${language}/`, import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]),
  );
}

/** A text with its plain placeholders filled in. */
export function fill(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => values[name] ?? `{${name}}`);
}
