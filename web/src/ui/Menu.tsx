import { Menu as Floating, type MenuProps } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
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
    <Floating position={position} opened={opened} onChange={onChange} width={width}>
      <Floating.Target>{trigger}</Floating.Target>
      <Floating.Dropdown>
        {entries.map((entry) => {
          if ('divider' in entry) return <Floating.Divider key={entry.key} />;
          if ('title' in entry)
            return <Floating.Label key={entry.key}>{entry.title}</Floating.Label>;
          return (
            <Floating.Item
              key={entry.key}
              leftSection={entry.icon}
              rightSection={
                entry.checked ? (
                  <IconCheck size={15} aria-hidden />
                ) : entry.shortcut ? (
                  <Kbd>{entry.shortcut}</Kbd>
                ) : undefined
              }
              role={entry.checked === undefined ? undefined : 'menuitemradio'}
              aria-checked={entry.checked}
              data-danger={entry.danger || undefined}
              disabled={entry.disabled}
              closeMenuOnClick={!entry.keepOpen}
              onClick={entry.onSelect}
            >
              {entry.label}
            </Floating.Item>
          );
        })}
      </Floating.Dropdown>
    </Floating>
  );
}
