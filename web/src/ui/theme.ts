import { createTheme, type MantineThemeOverride } from '@mantine/core';
import classes from './floating.module.css';

/** Mantine draws what floats; its looks come from our tokens. */
export const theme: MantineThemeOverride = createTheme({
  fontFamily: 'var(--font)',
  primaryColor: 'accent',
  colors: {
    accent: [
      '#eeeffd',
      '#d9dbfa',
      '#b9bcf5',
      '#9a9eee',
      '#858cec',
      '#6f74e2',
      '#5b5fd9',
      '#4f53c8',
      '#4649bd',
      '#3a3da4',
    ],
  },
  respectReducedMotion: true,
  components: {
    Popover: {
      defaultProps: {
        shadow: 'none',
        offset: 6,
        position: 'bottom-start',
        transitionProps: { transition: 'pop-top-left', duration: 110 },
        middlewares: { shift: { padding: 8 }, flip: { padding: 8 }, size: false },
      },
      classNames: { dropdown: classes.popover },
    },
    Menu: {
      defaultProps: {
        shadow: 'none',
        offset: 6,
        position: 'bottom-start',
        transitionProps: { transition: 'pop-top-left', duration: 110 },
        menuItemTabIndex: 0,
      },
      classNames: {
        dropdown: classes.menu,
        item: classes.item,
        itemLabel: classes.itemLabel,
        itemSection: classes.itemSection,
        label: classes.label,
        divider: classes.divider,
      },
    },
    Tooltip: {
      defaultProps: { openDelay: 400, offset: 6, transitionProps: { duration: 110 } },
      classNames: { tooltip: classes.tooltip },
    },
    Modal: {
      defaultProps: {
        centered: true,
        shadow: 'none',
        transitionProps: { transition: 'pop', duration: 110 },
        overlayProps: { className: classes.scrim },
      },
      classNames: {
        content: classes.dialog,
        header: classes.dialogHeader,
        title: classes.dialogTitle,
        close: classes.dialogClose,
        body: classes.dialogBody,
      },
    },
  },
});
