import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogue } from '@/catalogue';
import { ruleField } from './fields';

/** What a field that a rule names is called: "Website (Company)" for one of a linked record. */
export function useRuleLabel(): (name: string) => string {
  const t = useTranslations('fields');
  const catalogue = useCatalogue();
  return useCallback(
    (name) => {
      const found = ruleField(catalogue, name) ?? ruleField(catalogue, name, 'lead');
      if (!found) return name;
      if (!found.link) return found.field.label;
      return t('linkedField', { field: found.field.label, object: found.object.label });
    },
    [catalogue, t],
  );
}
