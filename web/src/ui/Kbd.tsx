import classes from './Kbd.module.css';

export function Kbd({ children }: { children: string }) {
  return <kbd className={classes.kbd}>{children}</kbd>;
}

export const isMac = /mac|iphone|ipad/i.test(navigator.platform ?? '');

/** The word for the key that commands start with here. */
export const commandKey = isMac ? '⌘' : 'Ctrl ';
