import { Popover, type PopoverProps } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

type Props = {
  opened: boolean;
  onClose: () => void;
  target: ReactElement;
  children: ReactNode;
  position?: PopoverProps['position'];
  width?: number | 'target';
  offset?: number;
};

/** What opens below a control. Escape and a click elsewhere close it; the focus goes in and comes back. */
export function Drop({ opened, onClose, target, children, position, width, offset }: Props) {
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && onClose()}
      position={position}
      width={width}
      offset={offset}
      trapFocus
      returnFocus
      closeOnEscape
      withinPortal
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown data-floating>{children}</Popover.Dropdown>
    </Popover>
  );
}
