import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from '@/ui/Button';
import { Sortable } from '@/ui/Sortable';
import type { Keyed } from './draft';
import classes from './Rules.module.css';

type Props<T> = {
  label: string;
  add: string;
  lines: readonly Keyed<T>[];
  nameOf: (line: Keyed<T>) => string;
  fresh: () => Keyed<T>;
  onChange: (lines: Keyed<T>[]) => void;
  /** The controls of a line; Enter in its first one adds the next line. */
  children: (line: Keyed<T>, set: (change: Partial<T>) => void, next: () => void) => ReactNode;
};

/** A short list in order, written where it stands: dragged, added to and taken from. */
export function Lines<T>({ label, add, lines, nameOf, fresh, onChange, children }: Props<T>) {
  const t = useTranslations('rules');
  const box = useRef<HTMLDivElement>(null);
  const append = () => {
    onChange([...lines, fresh()]);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(),
    );
  };
  return (
    <div ref={box} className={classes.field} role="group" aria-label={label}>
      <span className={classes.label}>{label}</span>
      {lines.length > 0 && (
        <Sortable
          className={classes.lines}
          items={lines}
          keyOf={(line) => line.key}
          handle={(line) => t('moveLine', { name: nameOf(line) })}
          onOrder={onChange}
        >
          {(line) => (
            <>
              <div className={classes.line}>
                {children(
                  line,
                  (change) =>
                    onChange(
                      lines.map((one) => (one.key === line.key ? { ...one, ...change } : one)),
                    ),
                  append,
                )}
              </div>
              <IconButton
                size="small"
                label={t('takeAway', { name: nameOf(line) })}
                onClick={() => onChange(lines.filter((one) => one.key !== line.key))}
              >
                <IconX size={14} />
              </IconButton>
            </>
          )}
        </Sortable>
      )}
      <div>
        <Button size="small" look="quiet" icon={<IconPlus size={14} />} onClick={append}>
          {add}
        </Button>
      </div>
    </div>
  );
}
