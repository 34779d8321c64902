import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
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
  const content = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  // Escape closes the topmost thing: what floats above the dialog, then the dialog, wherever the focus is by then.
  useEffect(() => {
    if (!opened) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      const target = event.target as Element;
      if (target.closest('[data-floating], [role="menu"]')) return;
      const dialog = target.closest('[role="dialog"]');
      if (dialog && !dialog.contains(content.current)) return;
      event.stopPropagation();
      close.current();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [opened]);

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnEscape={false}
      classNames={{ inner: classes.inner, content: classes.sheet }}
    >
      <div ref={content} className={classes.content} tabIndex={-1}>
        <BeginsHere />
        {children}
      </div>
      {footer && <div className={classes.footer}>{footer}</div>}
    </Modal>
  );
}

const CONTROLS =
  'input, select, textarea, button, a[href], [role="combobox"], [tabindex]:not([tabindex="-1"])';

/**
 * The focus begins in what the dialog asks, at its first control, and never on the ✕, where Enter would throw it all
 * away. What has nothing to fill in has it as a whole.
 */
function BeginsHere() {
  const mark = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const content = mark.current?.parentElement;
    const sheet = content?.closest('[role="dialog"]') ?? content;
    if (!content || !sheet || sheet.querySelector('[data-autofocus]')) return;
    const first = [...content.querySelectorAll<HTMLElement>(CONTROLS)].find(
      (control) => !control.matches(':disabled, [type="hidden"], [tabindex="-1"]'),
    );
    // Of choices that exclude each other the one in force is the one that the keyboard reaches.
    const chosen =
      first instanceof HTMLInputElement && first.type === 'radio'
        ? content.querySelector(`input[name="${CSS.escape(first.name)}"]:checked`)
        : null;
    (chosen ?? first ?? content).setAttribute('data-autofocus', 'true');
  }, []);
  return <span ref={mark} hidden />;
}
