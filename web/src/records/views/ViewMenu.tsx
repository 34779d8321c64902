import {
  IconArrowLeft,
  IconArrowRight,
  IconCopy,
  IconDots,
  IconLink,
  IconLock,
  IconPencil,
  IconStar,
  IconTrash,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useSession } from '@/app/session';
import { IconButton } from '@/ui/Button';
import { Menu, type MenuEntry } from '@/ui/Menu';
import { toasts } from '@/ui/toast';
import type { Column } from '../columns';
import { addressOf } from './address';
import { RenameDialog } from './RenameDialog';
import { SaveViewDialog } from './SaveViewDialog';
import type { ListState } from './useListState';
import type { useViewChanges } from './useViewChanges';

type Props = {
  object: ObjectType;
  list: ListState;
  columns: Column[];
  changes: ReturnType<typeof useViewChanges>;
};

const scopes = [
  ['private', IconLock],
  ['team', IconUsers],
  ['everyone', IconWorld],
] as const;

/** What can be done with the view that is open. */
export function ViewMenu({ object, list, columns, changes }: Props) {
  const t = useTranslations('views');
  const [doing, setDoing] = useState<'rename' | 'copy' | null>(null);
  const { can } = useSession();
  const { view, saved } = list;
  const offered = scopes.filter(
    ([scope]) => scope !== 'everyone' || can.share_views || view?.scope === scope,
  );
  const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;
  const place = view ? saved.indexOf(view) : -1;
  const move = (by: number) => {
    if (!view) return;
    const next = saved.filter((other) => other !== view);
    next.splice(place + by, 0, view);
    void changes.reorder(next);
  };
  const hasDefault = saved.some((other) => other.is_default);
  const entries: (MenuEntry | false | undefined)[] = [
    view?.can.edit && {
      key: 'rename',
      label: t('rename'),
      icon: <IconPencil {...icon} />,
      onSelect: () => setDoing('rename'),
    },
    {
      key: 'copy',
      label: t('saveAs'),
      icon: <IconCopy {...icon} />,
      onSelect: () => setDoing('copy'),
    },
    {
      key: 'link',
      label: t('copyLink'),
      icon: <IconLink {...icon} />,
      onSelect: () =>
        void navigator.clipboard.writeText(addressOf(object.key, list.state, list.search.q)).then(
          () => toasts.show({ text: t('linkCopied'), seconds: 3 }),
          () => toasts.show({ text: t('linkNotCopied'), tone: 'error' }),
        ),
    },
    view && {
      key: 'default',
      label: t('openFirst'),
      icon: <IconStar {...icon} />,
      checked: view.is_default,
      onSelect: () => void changes.setDefault(view.is_default ? null : view),
    },
    !view &&
      hasDefault &&
      list.viewKey === 'all' && {
        key: 'default',
        label: t('openFirst'),
        icon: <IconStar {...icon} />,
        onSelect: () => void changes.setDefault(null),
      },
    view?.can.edit && { key: 'who', title: t('who') },
    ...(view?.can.edit
      ? offered.map(([scope, Icon]) => ({
          key: scope,
          label: t(`scope.${scope}`),
          icon: <Icon {...icon} />,
          checked: view.scope === scope,
          onSelect: () => void changes.share(view, scope),
        }))
      : []),
    view?.can.edit && saved.length > 1 && { key: 'line1', divider: true as const },
    view?.can.edit &&
      saved.length > 1 && {
        key: 'left',
        label: t('moveLeft'),
        icon: <IconArrowLeft {...icon} />,
        disabled: place === 0,
        onSelect: () => move(-1),
      },
    view?.can.edit &&
      saved.length > 1 && {
        key: 'right',
        label: t('moveRight'),
        icon: <IconArrowRight {...icon} />,
        disabled: place === saved.length - 1,
        onSelect: () => move(1),
      },
    view?.can.delete && { key: 'line2', divider: true as const },
    view?.can.delete && {
      key: 'delete',
      label: t('delete'),
      icon: <IconTrash {...icon} />,
      danger: true,
      onSelect: () => void changes.remove(view).then((gone) => gone && list.pick('all')),
    },
  ];
  return (
    <>
      <Menu
        width={232}
        trigger={
          <IconButton size="small" label={t('menu')}>
            <IconDots size={16} stroke={1.8} />
          </IconButton>
        }
        entries={entries.filter((entry): entry is MenuEntry => Boolean(entry))}
      />
      {doing === 'rename' && view && (
        <RenameDialog
          name={view.name}
          onClose={() => setDoing(null)}
          onRename={(name) => {
            setDoing(null);
            void changes.rename(view, name);
          }}
        />
      )}
      {doing === 'copy' && (
        <SaveViewDialog
          object={object}
          list={list}
          columns={columns}
          onClose={() => setDoing(null)}
        />
      )}
    </>
  );
}
