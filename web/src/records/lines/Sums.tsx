import type { ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { isEmpty, type Shown, showValue } from '@/fields';
import { refusedOf } from '../refused';
import { useSave } from '../save';
import { useEditing } from '../useEditing';
import { Cell } from './Cell';
import classes from './Lines.module.css';

const SUMS = ['subtotal', 'discount', 'discount_amount', 'amount', 'tax_amount', 'gross', 'margin'];

type Props = { deal: Rec; type: ObjectType; cx: Shown };

/** What the lines come to, from their sum down to what is left; the discount on the whole is given here. */
export function Sums({ deal, type, cx }: Props) {
  const save = useSave(type);
  const place = useEditing<string>((key) => refusedOf(deal.id, key) !== undefined);
  const { discount_amount: amount } = deal.fields;
  const fields = SUMS.flatMap((key) => fieldOf(type, key) ?? []).filter(({ key }) => {
    // A discount is given in percent or as an amount, not both.
    if (key === 'discount') return isEmpty(amount);
    if (key === 'discount_amount') return !isEmpty(amount);
    return key === 'amount' || !isEmpty(deal.fields[key]);
  });
  return (
    <dl className={classes.sums}>
      {fields.map((field) => (
        <div key={field.key} data-field={field.key}>
          <dt>{field.label}</dt>
          <dd>
            {field.key.startsWith('discount') ? (
              <Cell
                object={type}
                record={deal}
                field={field}
                cx={cx}
                editing={place.now === field.key}
                onEdit={(on) => (on ? place.begin(field.key) : place.end())}
                onMove={() => place.end()}
                onSave={(next, base, onRefused) => void save(base, field, next, onRefused)}
                onAgain={() => place.again(field.key)}
              />
            ) : (
              <span className={classes.sum}>
                {showValue({ field, value: deal.fields[field.key], cx, inTable: true })}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
