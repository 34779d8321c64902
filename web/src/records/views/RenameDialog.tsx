import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextInput } from '@/ui/TextInput';
import { useClosing } from '@/ui/useClosing';

type Props = {
  name: string;
  onClose: () => void;
  /** False when it was refused: what was typed then stays. */
  onRename: (name: string) => Promise<boolean>;
};

export function RenameDialog({ name, onClose, onRename }: Props) {
  const t = useTranslations('views');
  const common = useTranslations('common');
  const [text, setText] = useState(name);
  const { busy, run } = useClosing(onClose);
  const tight = text.trim();
  return (
    <Dialog opened onClose={onClose} title={t('rename')} size={400}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (tight && !busy) void run(onRename(tight));
        }}
      >
        <TextInput
          label={t('name')}
          value={text}
          maxLength={80}
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 16 }}>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={!tight}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
