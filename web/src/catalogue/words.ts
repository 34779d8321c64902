import type { ObjectType } from '@/api/types';

type Names = Pick<ObjectType, 'key' | 'label' | 'label_plural'>;

/** What the program itself calls its objects, one and several, as `crates/catalogue/src/standard` has it. */
const usual: Record<string, readonly string[]> = {
  company: ['Company/Companies', 'Компания/Компании', 'Firma/Firmy'],
  contact: ['Contact/Contacts', 'Контакт/Контакты', 'Kontakt/Kontakty'],
  deal: ['Deal/Deals', 'Сделка/Сделки', 'Obchod/Obchody'],
  lead: ['Lead/Leads', 'Лид/Лиды', 'Lead/Leady'],
  product: ['Product/Products', 'Товар/Товары', 'Produkt/Produkty'],
  task: ['Task/Tasks', 'Задача/Задачи', 'Úkol/Úkoly'],
  line_item: ['Line item/Line items', 'Позиция/Позиции', 'Položka/Položky'],
};

/**
 * The names of an object for a text that is chosen by its key ("New deal"). An object that the workspace has renamed has no
 * such text of its own: it gets the one for any object ("New: Opportunity").
 */
export function wordsFor({ key, label, label_plural }: Names) {
  const renamed = key in usual && !usual[key]?.includes(`${label}/${label_plural}`);
  return { key: renamed ? 'renamed' : key, object: label, objects: label_plural };
}
