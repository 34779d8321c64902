import { IconLock, IconPlus, IconTable, IconUsers, IconWorld } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import type { SavedView } from '@/api/views';
import { wordsFor } from '@/catalogue/words';
import { IconButton } from '@/ui/Button';
import { cx } from '@/ui/cx';
import bar from '@/ui/TabBar.module.css';
import type { Column } from '../columns';
import { SaveViewDialog } from './SaveViewDialog';
import type { ListState } from './useListState';
import { useViewChanges } from './useViewChanges';
import { ViewMenu } from './ViewMenu';
import classes from './Views.module.css';

type Props = { object: ObjectType; list: ListState; columns: Column[] };

const scopes = { private: IconLock, team: IconUsers, everyone: IconWorld } as const;

/** With many views the chosen one may lie beyond the edge. */
function intoSight(tab: HTMLElement | null): void {
  tab?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
}

/** The views of the object: those that everybody has, then the saved ones in the order that people gave them. */
export function ViewTabs({ object, list, columns }: Props) {
  const t = useTranslations('list');
  const v = useTranslations('views');
  const changes = useViewChanges(object.key);
  const [dragged, setDragged] = useState<SavedView | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const { builtIn, saved, viewKey } = list;
  const active = list.isGone ? undefined : viewKey;
  const tabs = [
    ...builtIn.map(({ key }) => ({
      key: key as string,
      label: key === 'all' ? t('view.all', wordsFor(object)) : t(`view.${key}`),
      view: undefined as SavedView | undefined,
    })),
    ...saved.map((view) => ({ key: view.id, label: view.name, view })),
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!by) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  const drop = (before: SavedView) => {
    if (!dragged || dragged.id === before.id) return;
    const next = saved.filter((view) => view.id !== dragged.id);
    next.splice(saved.indexOf(before), 0, dragged);
    void changes.reorder(next);
  };
  return (
    <div className={cx(bar.bar, classes.bar)}>
      <div role="tablist" aria-label={t('views')} className={classes.tabs} onKeyDown={onKeyDown}>
        {tabs.map(({ key, label, view }, index) => {
          const on = key === active;
          const Scope = view ? scopes[view.scope] : IconTable;
          return (
            <button
              key={key}
              type="button"
              role="tab"
              aria-selected={on}
              tabIndex={on || (active === undefined && index === 0) ? 0 : -1}
              ref={on ? intoSight : undefined}
              title={view ? `${label} (${v(`scope.${view.scope}`)})` : undefined}
              draggable={view?.can.edit}
              className={cx(
                bar.tab,
                classes.tab,
                on && bar.on,
                over === key && dragged && classes.over,
              )}
              onClick={() => list.pick(key)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', label);
                setDragged(view ?? null);
              }}
              onDragOver={(event) => {
                if (!dragged || !view) return;
                event.preventDefault();
                setOver(key);
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (view) drop(view);
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
            >
              <Scope size={15} stroke={1.7} aria-hidden />
              <span className={classes.label}>{label}</span>
              {on && list.isChanged && (
                <span
                  className={classes.dot}
                  role="img"
                  aria-label={v('unsaved')}
                  title={v('unsaved')}
                />
              )}
            </button>
          );
        })}
      </div>
      <ViewMenu object={object} list={list} columns={columns} changes={changes} />
      <IconButton size="small" label={v('saveAs')} onClick={() => setAdding(true)}>
        <IconPlus size={16} stroke={1.8} />
      </IconButton>
      {adding && (
        <SaveViewDialog
          object={object}
          list={list}
          columns={columns}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
}
