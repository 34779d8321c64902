import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import classes from './Dialog.module.css';

type Props = {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  size?: number;
  /** Buttons at the bottom, the primary one last. */
  footer?: ReactNode;
  children: ReactNode;
};

export function Dialog({ opened, onClose, title, size = 480, footer, children }: Props) {
  const t = useTranslations('common');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Escape closes the topmost thing: what floats above the dialog, then the dialog.
      closeOnEscape={false}
      onKeyDown={(event) => {
        const isAbove = (event.target as Element).closest('[data-floating], [role="menu"]');
        if (event.key === 'Escape' && !isAbove) onClose();
      }}
    >
      <div className={classes.content}>{children}</div>
      {footer && <div className={classes.footer}>{footer}</div>}
    </Modal>
  );
}
