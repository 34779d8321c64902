import {
  IconBookmark,
  IconChevronDown,
  IconDeviceFloppy,
  IconStarFilled,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SavedState, SavedView, ViewKind, ViewScope } from '@/api/views';
import { cx } from '@/ui/cx';
import { Menu, type MenuEntry } from '@/ui/Menu';
import { same } from '../same';
import { useSavedViews } from './saved';
import { useViewChanges } from './useViewChanges';
import { useViewEntries } from './useViewEntries';
import classes from './Views.module.css';

// Asked for seldom: it comes when it is.
const NewView = lazy(async () => ({ default: (await import('./NewView')).NewView }));
const RenameDialog = lazy(async () => ({
  default: (await import('./RenameDialog')).RenameDialog,
}));

/** The key of what everybody has, in the address. */
export const PLAIN = 'all';

type Props = {
  object: string;
  kind: ViewKind;
  /** What is seen now, as a view of this kind is kept. */
  now: SavedState;
  /** What of a state counts when two are compared. */
  stateOf: (state: SavedState) => SavedState;
  /** What everybody begins with. */
  plain: SavedState;
  plainName: string;
  /** The view that the address names. */
  asked: string | undefined;
  /** Opens a view, or with none what everybody has. */
  onOpen: (view: SavedView | null) => void;
};

const icon = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;

/** The views of a board or a calendar, and what can be done with the one that is open. */
export function PlaceViews(props: Props) {
  const { object, kind, now, stateOf, plain, plainName, asked, onOpen } = props;
  const t = useTranslations('views');
  const changes = useViewChanges(object);
  const [doing, setDoing] = useState<'rename' | 'copy' | null>(null);
  const saved = useSavedViews(object).views.filter((view) => view.kind === kind);
  const seen = stateOf(now);
  const isNow = (view: SavedView) => same(stateOf(view.state), seen);
  const view = saved.find(({ id }) => id === asked) ?? saved.find(isNow);
  const changed = view !== undefined && !isNow(view);
  const isPlain = !view && same(stateOf(plain), seen);
  const entries = useViewEntries({
    kind,
    view,
    saved,
    isPlain,
    changes,
    address: () => window.location.href,
    onRename: () => setDoing('rename'),
    onCopy: () => setDoing('copy'),
    onGone: () => onOpen(null),
  });
  const list: MenuEntry[] = [
    { key: PLAIN, label: plainName, checked: isPlain, onSelect: () => onOpen(null) },
    ...saved.map((one) => ({
      key: one.id,
      label: one.is_default ? (
        <span className={classes.first}>
          {one.name} <IconStarFilled size={12} role="img" aria-label={t('openFirst')} />
        </span>
      ) : (
        one.name
      ),
      checked: one === view,
      onSelect: () => onOpen(one),
    })),
    { key: 'line', divider: true },
  ];
  if (view && changed && view.can.edit) {
    list.push({
      key: 'save',
      label: t('save'),
      icon: <IconDeviceFloppy {...icon} />,
      onSelect: () => void changes.save(view, now),
    });
  }
  const keep = async (name: string, scope: ViewScope) => {
    const made = await changes.create(name, scope, now, kind);
    if (!made) return;
    setDoing(null);
    onOpen(made);
  };
  return (
    <>
      <Menu
        width={248}
        trigger={
          <button type="button" className={cx(classes.place, view && classes.placeOn)}>
            <IconBookmark size={15} stroke={1.7} aria-hidden />
            <span className={classes.placeName}>{view?.name ?? t('boards')}</span>
            {changed && (
              <span
                className={classes.dot}
                role="img"
                aria-label={t('unsaved')}
                title={t('unsaved')}
              />
            )}
            <IconChevronDown size={14} aria-hidden />
          </button>
        }
        entries={[...list, ...entries]}
      />
      <Suspense>
        {doing === 'copy' && (
          <NewView
            busy={changes.busy}
            onSave={(name, scope) => void keep(name, scope)}
            onClose={() => setDoing(null)}
          />
        )}
        {doing === 'rename' && view && (
          <RenameDialog
            name={view.name}
            onClose={() => setDoing(null)}
            onRename={async (name) => (await changes.rename(view, name)) !== null}
          />
        )}
      </Suspense>
    </>
  );
}
