import { useTranslations } from 'use-intl';
import { useCatalogue } from '@/catalogue';
import { KindIcon } from '@/catalogue/icons';
import { ruleFields } from '@/records/rules/fields';
import { useRuleLabel } from '@/records/rules/useRuleLabel';
import { Chips } from './Chips';
import classes from './Rules.module.css';

type Props = {
  /** What goes through the pipeline. */
  object: string;
  label: string;
  hint: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
};

/** Fields of the deal or lead, its company and its contact, chosen by what they are called. */
export function FieldChips({ object: home, label, hint, value, onChange }: Props) {
  const t = useTranslations('rules');
  const catalogue = useCatalogue();
  const nameOf = useRuleLabel();
  return (
    <div className={classes.field}>
      <span className={classes.label}>{label}</span>
      <Chips
        label={label}
        add={t('addField')}
        value={value}
        nameOf={nameOf}
        options={ruleFields(catalogue, home).map(({ name, field, object }) => ({
          id: name,
          label: field.label,
          icon: <KindIcon kind={field.kind} />,
          group: object.label,
        }))}
        onChange={onChange}
      />
      <span className={classes.hint}>{hint}</span>
    </div>
  );
}
