import { Menu as Floating, type MenuProps } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { Kbd } from './Kbd';

export type MenuEntry =
  | {
      key: string;
      label: ReactNode;
      icon?: ReactNode;
      shortcut?: string;
      checked?: boolean;
      danger?: boolean;
      disabled?: boolean;
      keepOpen?: boolean;
      onSelect: () => void;
    }
  | { key: string; title: ReactNode }
  | { key: string; divider: true };

type Props = {
  trigger: ReactElement;
  entries: MenuEntry[];
  position?: MenuProps['position'];
  opened?: boolean;
  onChange?: (opened: boolean) => void;
  width?: number;
};

export function Menu({ trigger, entries, position, opened, onChange, width }: Props) {
  return (
    <Floating
      position={position}
      opened={opened}
      onChange={onChange}
      width={width}
      // It would be a child of the menu that is no entry of it.
      withInitialFocusPlaceholder={false}
    >
      <Floating.Target>{trigger}</Floating.Target>
      <Floating.Dropdown>
        {entries.map((entry) => {
          if ('divider' in entry) return <Floating.Divider key={entry.key} />;
          if ('title' in entry)
            return <Floating.Label key={entry.key}>{entry.title}</Floating.Label>;
          const { key } = entry;
          const rest = {
            leftSection: entry.icon,
            rightSection: <After entry={entry} />,
            'data-danger': entry.danger || undefined,
            disabled: entry.disabled,
            closeMenuOnClick: !entry.keepOpen,
            onClick: entry.onSelect,
            children: entry.label,
          };
          if (entry.checked === undefined) return <Floating.Item key={key} {...rest} />;
          return (
            <Floating.Item key={key} {...rest} component={Radio} aria-checked={entry.checked} />
          );
        })}
      </Floating.Dropdown>
    </Floating>
  );
}

type Choice = Extract<MenuEntry, { onSelect: () => void }>;

function After({ entry }: { entry: Choice }) {
  if (entry.checked) return <IconCheck size={15} aria-hidden />;
  return entry.shortcut ? <Kbd>{entry.shortcut}</Kbd> : null;
}

/** One of several of which one holds. The floating menu would call it a plain item, which may not be checked. */
function Radio({ 'aria-checked': checked, ...rest }: ComponentProps<'button'>) {
  return <button type="button" {...rest} role="menuitemradio" aria-checked={checked ?? false} />;
}
