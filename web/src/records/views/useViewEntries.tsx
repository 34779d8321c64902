import {
  IconArrowLeft,
  IconArrowRight,
  IconCopy,
  IconLink,
  IconLock,
  IconPencil,
  IconStar,
  IconTrash,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { SavedView, ViewKind } from '@/api/views';
import { useSession } from '@/app/session';
import type { MenuEntry } from '@/ui/Menu';
import { toasts } from '@/ui/toast';
import type { useViewChanges } from './useViewChanges';

type Given = {
  kind: ViewKind;
  /** The saved view that is open, if it is one. */
  view: SavedView | undefined;
  /** All of its kind, in their order. */
  saved: readonly SavedView[];
  /** What everybody has is open, so that it can be the one to begin with again. */
  isPlain: boolean;
  changes: ReturnType<typeof useViewChanges>;
  /** The address of what is seen now. */
  address: () => string;
  onRename: () => void;
  onCopy: () => void;
  onGone: () => void;
};

export const scopes = [
  ['private', IconLock],
  ['team', IconUsers],
  ['everyone', IconWorld],
] as const;

const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;

/** What can be done with the view that is open, be it a table, a board or a calendar. */
export function useViewEntries(given: Given): MenuEntry[] {
  const { kind, view, saved, isPlain, changes, address, onRename, onCopy, onGone } = given;
  const t = useTranslations('views');
  const { can, user } = useSession();
  const dropped = view?.dropped?.join(', ');
  useEffect(() => {
    if (dropped) toasts.show({ text: t('dropped', { fields: dropped }), seconds: 12 });
  }, [dropped, t]);
  // Whoever is in no team has nobody to share with there.
  const reach = { private: true, team: Boolean(user.team), everyone: can.share_views };
  const offered = scopes.filter(([scope]) => reach[scope] || view?.scope === scope);
  const mine = view?.can.edit === true;
  const place = view ? saved.indexOf(view) : -1;
  const move = (by: number) => {
    if (!view) return;
    const next = saved.filter((other) => other !== view);
    next.splice(place + by, 0, view);
    void changes.reorder(next);
  };
  const entries: (MenuEntry | false | undefined)[] = [
    mine && {
      key: 'rename',
      label: t('rename'),
      icon: <IconPencil {...icon} />,
      onSelect: onRename,
    },
    { key: 'copy', label: t('saveAs'), icon: <IconCopy {...icon} />, onSelect: onCopy },
    {
      key: 'link',
      label: t('copyLink'),
      icon: <IconLink {...icon} />,
      onSelect: () =>
        void navigator.clipboard.writeText(address()).then(
          () => toasts.show({ text: t('linkCopied'), seconds: 3 }),
          () => toasts.show({ text: t('linkNotCopied'), tone: 'error' }),
        ),
    },
    view && {
      key: 'default',
      label: t('openFirst'),
      icon: <IconStar {...icon} />,
      checked: view.is_default,
      onSelect: () => void changes.setDefault(kind, view.is_default ? null : view),
    },
    !view &&
      isPlain &&
      saved.some((other) => other.is_default) && {
        key: 'default',
        label: t('openFirst'),
        icon: <IconStar {...icon} />,
        onSelect: () => void changes.setDefault(kind, null),
      },
    mine && { key: 'who', title: t('who') },
    ...(view && mine
      ? offered.map(([scope, Icon]) => ({
          key: scope,
          label: t(`scope.${scope}`),
          icon: <Icon {...icon} />,
          checked: view.scope === scope,
          onSelect: () => void changes.share(view, scope),
        }))
      : []),
    mine && saved.length > 1 && { key: 'line1', divider: true as const },
    mine &&
      saved.length > 1 && {
        key: 'left',
        label: kind === 'table' ? t('moveLeft') : t('moveUp'),
        icon: <IconArrowLeft {...icon} />,
        disabled: place === 0,
        onSelect: () => move(-1),
      },
    mine &&
      saved.length > 1 && {
        key: 'right',
        label: kind === 'table' ? t('moveRight') : t('moveDown'),
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
      onSelect: () => void changes.remove(view).then((gone) => gone && onGone()),
    },
  ];
  return entries.filter((entry): entry is MenuEntry => Boolean(entry));
}
