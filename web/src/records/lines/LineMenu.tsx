import { IconArrowUpRight, IconDots, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { IconButton } from '@/ui/Button';
import { Menu, type MenuEntry } from '@/ui/Menu';
import { mayEditField } from '../EditInPlace';
import type { Save } from '../save';
import { useRemove } from '../verbs';

const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;

type Props = { object: ObjectType; line: Rec; onSave: Save };

/** What else may be done with a line. */
export function LineMenu({ object, line, onSave }: Props) {
  const t = useTranslations('lines');
  const remove = useRemove();
  const navigate = useNavigate();
  const name = String(line.fields.name ?? '');
  const price = fieldOf(object, 'price');
  const entries: (MenuEntry | false | undefined)[] = [
    {
      key: 'open',
      label: t('open'),
      icon: <IconArrowUpRight {...icon} />,
      onSelect: () =>
        void navigate({
          to: '/records/$object/$id',
          params: { object: object.key, id: line.id },
        }),
    },
    price &&
      line.fields.price_from === 'typed' &&
      typeof line.fields.product === 'string' &&
      mayEditField(line, price) && {
        key: 'price',
        label: t('findPrice'),
        icon: <IconRefresh {...icon} />,
        onSelect: () => void onSave(line, price, null),
      },
    line.can?.delete === true && {
      key: 'remove',
      label: t('remove'),
      icon: <IconTrash {...icon} />,
      danger: true,
      onSelect: () => void remove(line, name),
    },
  ];
  return (
    <Menu
      position="bottom-end"
      trigger={
        <IconButton size="small" label={t('menu', { name })}>
          <IconDots size={16} stroke={1.8} />
        </IconButton>
      }
      entries={entries.filter((entry): entry is MenuEntry => Boolean(entry))}
    />
  );
}
