import { IconAlertCircle, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from './cx';
import classes from './Toaster.module.css';
import { type Toast, toasts, useToasts } from './toast';

/** Messages at the bottom; errors interrupt a screen reader, the rest wait. */
export function Toaster() {
  const list = useToasts();
  return (
    <div className={classes.region} aria-live="polite">
      {list.map((toast) => (
        <Item key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function Item({ toast }: { toast: Toast }) {
  const t = useTranslations('common');
  const held = useRef(false);
  useEffect(() => {
    let left = toast.seconds * 1000;
    const timer = setInterval(() => {
      if (held.current) return;
      left -= 200;
      if (left <= 0) toasts.dismiss(toast.id);
    }, 200);
    return () => clearInterval(timer);
  }, [toast]);
  const hold = (value: boolean) => () => {
    held.current = value;
  };
  return (
    <div
      className={cx(classes.toast, classes[toast.tone])}
      role={toast.tone === 'error' ? 'alert' : 'status'}
      onPointerEnter={hold(true)}
      onPointerLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
    >
      {toast.tone === 'error' && <IconAlertCircle size={17} className={classes.icon} aria-hidden />}
      {toast.tone === 'success' && (
        <IconCircleCheck size={17} className={classes.icon} aria-hidden />
      )}
      <div className={classes.words}>
        <div className={classes.text}>{toast.text}</div>
        {toast.detail && <div className={classes.detail}>{toast.detail}</div>}
      </div>
      {toast.action && (
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            toasts.dismiss(toast.id);
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        className={classes.close}
        aria-label={t('close')}
        onClick={() => toasts.dismiss(toast.id)}
      >
        <IconX size={14} aria-hidden />
      </button>
    </div>
  );
}
