import { useNavigate } from '@tanstack/react-router';
import type { FieldValue } from '@/api/types';
import { useObject } from '@/catalogue';
import { CreateDialog } from '@/records/form/CreateDialog';
import { KeySheet } from './KeySheet';
import { closePalette, useFloating } from './open';
import { SearchPalette } from './SearchPalette';

/** Whatever of the palette is open. */
export default function Palette() {
  const floating = useFloating();
  if (floating?.what === 'search') return <SearchPalette />;
  if (floating?.what === 'keys') return <KeySheet />;
  if (floating?.what === 'create') {
    return <Create key={floating.object} object={floating.object} initial={floating.initial} />;
  }
  return null;
}

type CreateProps = { object: string; initial?: Record<string, FieldValue> };

function Create({ object, initial }: CreateProps) {
  const type = useObject(object);
  const navigate = useNavigate();
  if (!type) return null;
  return (
    <CreateDialog
      object={type}
      initial={initial}
      onClose={closePalette}
      onCreated={(record) =>
        // What was made for the record that is open leaves it open.
        !initial && void navigate({ to: '/records/$object/$id', params: { object, id: record.id } })
      }
    />
  );
}
