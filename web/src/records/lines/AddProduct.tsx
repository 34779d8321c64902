import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFound } from '@/fields/link/useFound';
import { Button } from '@/ui/Button';
import { Drop } from '@/ui/Drop';
import { Picker } from '@/ui/Picker';

/** A product is searched and picked, all by keyboard. */
export function AddProduct({ onPick }: { onPick: (product: string) => Promise<void> }) {
  const t = useTranslations('lines');
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { found, loading } = useFound(['product'], text);
  const turn = (on: boolean) => {
    setText('');
    setOpen(on);
  };
  return (
    <Drop
      opened={open}
      onClose={() => turn(false)}
      position="bottom-start"
      target={
        <Button icon={<IconPlus size={15} />} aria-expanded={open} onClick={() => turn(!open)}>
          {t('add')}
        </Button>
      }
    >
      <Picker
        label={t('add')}
        options={found.map(({ id, label, hint }) => ({ id, label, hint }))}
        onSearch={setText}
        loading={loading}
        onPick={(id) => {
          turn(false);
          void onPick(id);
        }}
      />
    </Drop>
  );
}
