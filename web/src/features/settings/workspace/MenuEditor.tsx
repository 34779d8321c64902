import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Place, usePlaces } from '@/app/navigation';
import type { MenuItem } from '@/app/workspace';
import { IconButton } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Sortable } from '@/ui/Sortable';
import classes from './Workspace.module.css';

type Props = { menu: readonly MenuItem[]; onChange: (menu: MenuItem[]) => Promise<unknown> };

/** These stay where they are: without them nobody would find the way back. */
const fixed: readonly string[] = ['home', 'settings'];

/** The menu in its three parts: dragged into order, with an eye for what is shown. */
export function MenuEditor({ menu, onChange }: Props) {
  const t = useTranslations();
  const all = usePlaces({ hidden: true });
  const [waiting, setWaiting] = useState<MenuItem[] | null>(null);
  const now = waiting ?? menu;
  const isHidden = (key: string) => now.some((item) => item.key === key && item.hidden);
  const at = (key: string) => now.findIndex((item) => item.key === key);
  const order = (places: Place[]) =>
    [...places].sort((a, b) => {
      const [first, second] = [at(a.key), at(b.key)];
      if (first < 0 && second < 0) return places.indexOf(a) - places.indexOf(b);
      return (first < 0 ? now.length : first) - (second < 0 ? now.length : second);
    });
  const parts = [
    { key: 'top', label: t('settings.workspace.partDay'), places: order(all.top) },
    { key: 'records', label: t('shell.records'), places: order(all.records) },
    { key: 'tools', label: t('shell.tools'), places: order(all.tools) },
  ];
  const save = async (next: MenuItem[]) => {
    setWaiting(next);
    await onChange(next);
    setWaiting(null);
  };
  const asMenu = (changed: string, places: Place[]) =>
    parts
      .flatMap((part) => (part.key === changed ? places : part.places))
      .map(({ key }) => ({ key, hidden: isHidden(key) }));
  const turn = (key: string) =>
    save(
      asMenu('', []).map((item) => (item.key === key ? { ...item, hidden: !item.hidden } : item)),
    );
  return (
    <div className={classes.menus}>
      {parts.map((part) => (
        <section key={part.key} aria-label={part.label}>
          <h3 className={classes.menuTitle}>{part.label}</h3>
          <Sortable
            className={classes.menu}
            items={part.places}
            keyOf={(place) => place.key}
            handle={(place) => t('settings.pipelines.moveStage', { name: place.label })}
            onOrder={(places) => void save(asMenu(part.key, places))}
          >
            {(place) => {
              const hidden = isHidden(place.key);
              return (
                <>
                  <span className={cx(classes.place, hidden && classes.hidden)}>
                    {place.icon}
                    {place.label}
                  </span>
                  {!fixed.includes(place.key) && (
                    <IconButton
                      size="small"
                      label={t(hidden ? 'settings.workspace.show' : 'settings.workspace.hide', {
                        name: place.label,
                      })}
                      aria-pressed={hidden}
                      onClick={() => void turn(place.key)}
                    >
                      {hidden ? <IconEyeOff size={16} /> : <IconEye size={16} />}
                    </IconButton>
                  )}
                </>
              );
            }}
          </Sortable>
        </section>
      ))}
    </div>
  );
}
