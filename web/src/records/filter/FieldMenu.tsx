import { useTranslations } from 'use-intl';
import { KindIcon } from '@/catalogue/icons';
import { operatorsOf } from '@/fields';
import { Picker } from '@/ui/Picker';
import type { FilterField } from './fields';

type Props = { fields: FilterField[]; onPick: (field: FilterField) => void };

/** The fields that can be compared, those of linked records below their link. */
export function FieldMenu({ fields, onPick }: Props) {
  const t = useTranslations('filter');
  const offered = fields.filter((field) => operatorsOf(field.field).length > 0);
  return (
    <Picker
      label={t('field')}
      placeholder={t('field')}
      searchable
      options={offered.map((field) => ({
        id: field.path,
        label: field.through ? `${field.through} ${field.label}` : field.label,
        shown: field.label,
        icon: <KindIcon kind={field.field.kind} />,
        group: field.through,
      }))}
      onPick={(path) => {
        const field = fields.find((candidate) => candidate.path === path);
        if (field) onPick(field);
      }}
    />
  );
}
