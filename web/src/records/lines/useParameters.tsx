import { useState } from 'react';
import type { ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { useCalculationsOf } from '../calculations/wire';
import { mayEditField } from '../EditInPlace';
import type { Save } from '../save';
import { ParametersDialog } from './ParametersDialog';
import { ParameterWords } from './ParameterWords';
import { type Asked, useAddLine } from './useAddLine';

type Lines = {
  object: ObjectType;
  deal: Rec;
  lines: readonly Rec[];
  save: Save;
  onAdded: (id: string) => void;
};

/** Products priced by parameters: these are asked for when a line is made, told on it, and changed there. */
export function useParameters({ object, deal, lines, save, onAdded }: Lines) {
  const { make, pick } = useAddLine(object, deal, onAdded);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const productOf = (line: Rec) => String(line.fields.product ?? '');
  const found = useCalculationsOf(lines.map(productOf).filter((id) => id !== ''));
  const field = fieldOf(object, 'parameters');
  const calculationOf = (line: Rec) => {
    const calculation = found.get(productOf(line));
    return calculation && calculation.parameters.length > 0 ? calculation : undefined;
  };
  const line = lines.find(({ id }) => id === opened);
  const calculation = line && calculationOf(line);
  return {
    add: async (product: string) => setAsked(await pick(product)),
    words: (line: Rec) => {
      const calculation = calculationOf(line);
      const may = field && mayEditField(line, field);
      return (
        calculation && (
          <ParameterWords
            line={line}
            calculation={calculation}
            onEdit={may ? () => setOpened(line.id) : undefined}
          />
        )
      );
    },
    dialog: asked ? (
      <ParametersDialog
        {...asked}
        deal={deal.id}
        onSave={(parameters) => make({ product: asked.product.id, parameters })}
        onClose={() => setAsked(null)}
      />
    ) : (
      line &&
      calculation &&
      field && (
        <ParametersDialog
          calculation={calculation}
          product={{ id: productOf(line), name: String(line.fields.name ?? '') }}
          deal={deal.id}
          line={{
            quantity: String(line.fields.quantity ?? 1),
            parameters: line.fields.parameters,
            typed: line.fields.price_from === 'typed',
          }}
          onSave={(parameters) => save(line, field, parameters)}
          onClose={() => setOpened(null)}
        />
      )
    ),
  };
}
