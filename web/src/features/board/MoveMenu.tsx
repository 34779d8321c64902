import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Menu } from '@/ui/Menu';
import { ToneSquare } from '@/ui/Pill';
import type { Column } from './types';

type Props = {
  trigger: ReactElement;
  targets: readonly Column[];
  current: string;
  onMove: (to: string) => void;
};

/** The way to move a card without dragging: every column it may go to by name. */
export function MoveMenu({ trigger, targets, current, onMove }: Props) {
  const t = useTranslations('board');
  return (
    <Menu
      trigger={trigger}
      position="bottom-end"
      entries={[
        { key: 'title', title: t('moveTo') },
        ...targets.map(({ id, stage }) => ({
          key: id,
          label: stage.name,
          icon: <ToneSquare tone={stage.tone} />,
          checked: id === current,
          onSelect: () => onMove(id),
        })),
      ]}
    />
  );
}
