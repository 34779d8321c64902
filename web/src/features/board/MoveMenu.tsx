import { IconDots } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { OpenMenu } from '@/ui/OpenMenu';
import { ToneSquare } from '@/ui/Pill';
import classes from './Card.module.css';
import { useBoardText } from './object';
import type { Column } from './types';

type Props = {
  targets: readonly Column[];
  current: string;
  /** Whether Tab reaches it. */
  reachable: boolean;
  onMove: (to: string) => void;
  /** Whether it is chosen. */
  chosen: boolean;
  onChoose: () => void;
};

/** The way to move a card without dragging: every column it may go to by name. */
export function MoveMenu({ targets, current, reachable, onMove, chosen, onChoose }: Props) {
  const t = useBoardText();
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const trigger = (
    <button
      ref={button}
      type="button"
      className={classes.menu}
      aria-label={t('moveTo')}
      aria-haspopup="menu"
      title={t('moveTo')}
      tabIndex={reachable ? 0 : -1}
      onClick={opened ? undefined : () => setOpened(true)}
    >
      <IconDots size={15} aria-hidden />
    </button>
  );
  if (!opened) return trigger;
  return (
    <OpenMenu
      trigger={trigger}
      position="bottom-end"
      onClose={() => {
        setOpened(false);
        // It is another button now than the one that had the focus.
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) button.current?.focus();
        });
      }}
      entries={[
        { key: 'title', title: t('moveTo') },
        ...targets.map(({ id, stage }) => ({
          key: id,
          label: stage.name,
          icon: <ToneSquare tone={stage.tone} />,
          checked: id === current,
          onSelect: () => onMove(id),
        })),
        { key: 'divider', divider: true },
        { key: 'choose', label: t(chosen ? 'letGo' : 'choose'), shortcut: 'X', onSelect: onChoose },
      ]}
    />
  );
}
