import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { cx } from './cx';
import classes from './TabBar.module.css';

type Tab = { key: string; label: ReactNode; icon?: ReactNode; count?: number };

type Props = {
  label: string;
  tabs: Tab[];
  active: string | undefined;
  onPick: (key: string) => void;
  className?: string;
  /** Id of what a tab shows, when it is on the same page. */
  controls?: string;
};

/** Tabs with a line under the chosen one; arrows move along them. */
export function TabBar({ label, tabs, active, onPick, className, controls }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  // A bar wider than the screen shows which tab is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab to show is the one of `active`
  useEffect(() => {
    const chosen = bar.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    chosen?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!by) return;
    event.preventDefault();
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      ref={bar}
      role="tablist"
      aria-label={label}
      className={cx(classes.bar, className)}
      onKeyDown={onKeyDown}
    >
      {tabs.map((tab, index) => {
        const on = tab.key === active;
        return (
          <button
            key={tab.key}
            type="button"
            role="tab"
            aria-selected={on}
            aria-controls={on ? controls : undefined}
            tabIndex={on || (active === undefined && index === 0) ? 0 : -1}
            className={cx(classes.tab, on && classes.on)}
            onClick={() => onPick(tab.key)}
          >
            {tab.icon}
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && (
              <span className={classes.count}>{tab.count}</span>
            )}
          </button>
        );
      })}
    </div>
  );
}
