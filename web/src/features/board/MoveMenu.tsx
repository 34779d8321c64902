import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import type { Stage } from '@/api/types';
import { Menu } from '@/ui/Menu';
import { ToneSquare } from '@/ui/Pill';

type Props = {
  trigger: ReactElement;
  stages: readonly Stage[];
  current: string;
  onMove: (to: Stage) => void;
};

/** The way to move a card without dragging: every stage of the pipeline by name. */
export function MoveMenu({ trigger, stages, current, onMove }: Props) {
  const t = useTranslations('board');
  return (
    <Menu
      trigger={trigger}
      position="bottom-end"
      entries={[
        { key: 'title', title: t('moveTo') },
        ...stages.map((stage) => ({
          key: stage.id,
          label: stage.name,
          icon: <ToneSquare tone={stage.tone} />,
          checked: stage.id === current,
          onSelect: () => onMove(stage),
        })),
      ]}
    />
  );
}
