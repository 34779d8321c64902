import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { FieldValue, ObjectType, Rec } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { toasts } from '@/ui/toast';
import { type Calculation, calculationOf, calculationsQuery } from '../calculations/wire';
import { accept } from '../save';
import { useOfferUndo } from '../undo';

/** A product that is priced by parameters, before these are known. */
export type Asked = { product: { id: string; name: string }; calculation: Calculation };

/** A product becomes a line with the price that is found for it; where that takes parameters, they are asked for first. */
export function useAddLine(object: ObjectType, deal: Rec, onAdded: (id: string) => void) {
  const t = useTranslations('lines');
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const refused = (error: unknown) =>
    toasts.show({
      tone: 'error',
      text: t('notAdded'),
      detail: words(asProblem(error)),
      seconds: 8,
    });
  const make = async (fields: Record<string, FieldValue>): Promise<boolean> => {
    try {
      const answer = await api.records.create(object.key, { deal: deal.id, ...fields });
      accept(client, answer);
      offerUndo(t('added'), answer);
      onAdded(answer.data.id);
      return true;
    } catch (error) {
      refused(error);
      return false;
    }
  };
  /** What has to be asked before the line can be made, or nothing when it is made. */
  const pick = async (product: string): Promise<Asked | null> => {
    try {
      const all = await client.ensureQueryData(calculationsQuery);
      if (all.length > 0) {
        const record = await api.records.get('product', product);
        const calculation = calculationOf(record, all);
        if (calculation && calculation.parameters.length > 0) {
          return { product: { id: product, name: String(record.fields.name ?? '') }, calculation };
        }
      }
    } catch (error) {
      refused(error);
      return null;
    }
    await make({ product });
    return null;
  };
  return { make, pick };
}
