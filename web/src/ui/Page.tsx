import type { ReactNode } from 'react';
import { cx } from './cx';
import classes from './Page.module.css';

/** The framed page right of the sidebar. Children: `PageHeader`, bars, content, `PageFooter`. */
export function Page({ children, className }: { children: ReactNode; className?: string }) {
  return <section className={cx(classes.page, className)}>{children}</section>;
}

type HeaderProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** The quiet words after the title: a count, a state. */
  hint?: ReactNode;
  children?: ReactNode;
};

export function PageHeader({ icon, title, hint, children }: HeaderProps) {
  return (
    <header className={classes.header}>
      {icon && <span className={classes.icon}>{icon}</span>}
      <div className={classes.words}>
        <h1 className={classes.title}>{title}</h1>
        {hint && <span className={classes.hint}>{hint}</span>}
      </div>
      <div className={classes.actions}>{children}</div>
    </header>
  );
}

/** The bar of filters and view settings below the header. */
export function PageBar({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx(classes.bar, className)}>{children}</div>;
}

export function PageBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx(classes.body, className)}>{children}</div>;
}

/** With a `label` it can be reached by keys, to be scrolled where it is wider than the page. */
export function PageFooter({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <footer
      className={classes.footer}
      {...(label ? { role: 'group', 'aria-label': label, tabIndex: 0 } : {})}
    >
      {children}
    </footer>
  );
}
