import { IconArrowsSplit, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useObject } from '@/catalogue';
import { IconButton } from '@/ui/Button';
import { Menu, type MenuEntry } from '@/ui/Menu';
import { toasts } from '@/ui/toast';
import { useRecord } from '../useRecord';
import { useRemove, useVerb } from '../verbs';

export function RecordMenu({
  object: key,
  id,
  onGone,
}: {
  object: string;
  id: string;
  onGone: () => void;
}) {
  const t = useTranslations('record');
  const object = useObject(key);
  const { data: record } = useRecord(key, id);
  const remove = useRemove();
  const verb = useVerb();
  const entries: MenuEntry[] = [
    {
      key: 'copy',
      label: t('copyLink'),
      icon: <IconCopy size={16} stroke={1.7} />,
      onSelect: () => {
        const link = `${location.origin}/records/${key}/${id}`;
        void navigator.clipboard
          ?.writeText(link)
          .then(() => toasts.show({ text: t('linkCopied'), seconds: 3 }));
      },
    },
  ];
  if (
    record &&
    (key === 'lead' || key === 'deal') &&
    record.can?.edit !== false &&
    record.can?.assign !== false
  ) {
    entries.push({
      key: 'share',
      label: t('shareOut'),
      icon: <IconArrowsSplit size={16} stroke={1.7} />,
      onSelect: () => void verb(record, 'assign', { by: 'rules' }, t('sharedOut')),
    });
  }
  if (record && object && record.can?.delete !== false && !record.deleted_at) {
    entries.push(
      { key: 'd', divider: true },
      {
        key: 'delete',
        label: t('delete'),
        danger: true,
        icon: <IconTrash size={16} stroke={1.7} />,
        onSelect: () =>
          void remove(record, String(record.fields[object.title] ?? object.label)).then(
            (gone) => gone && onGone(),
          ),
      },
    );
  }
  return (
    <Menu
      position="bottom-end"
      entries={entries}
      trigger={
        <IconButton label={t('more')}>
          <IconDots size={17} />
        </IconButton>
      }
    />
  );
}
