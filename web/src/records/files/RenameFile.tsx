import { useId, useState } from 'react';
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

/** Another name for a file; its ending is left alone by what is selected first. */
export function RenameFile({ name, onClose, onRename }: Props) {
  const t = useTranslations('files');
  const common = useTranslations('common');
  const form = useId();
  const [text, setText] = useState(name);
  const { busy, run } = useClosing(onClose);
  const tight = text.trim();
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('renameTitle')}
      size={420}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={busy} disabled={!tight}>
            {common('save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (tight && !busy) void run(onRename(tight));
        }}
      >
        <TextInput
          label={t('name')}
          value={text}
          maxLength={200}
          data-autofocus
          onFocus={(event) => {
            const ending = name.lastIndexOf('.');
            event.currentTarget.setSelectionRange(0, ending > 0 ? ending : name.length);
          }}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
