import { IconChevronDown, IconFold, IconStack2, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { KindIcon } from '@/catalogue/icons';
import { Button, IconButton } from '@/ui/Button';
import { Drop } from '@/ui/Drop';
import { Menu } from '@/ui/Menu';
import { Picker } from '@/ui/Picker';
import { linkedColumns } from './columnOptions';
import { columnOf } from './columns';
import classes from './List.module.css';
import { periodOf, periods, readGroup, writeGroup } from './rows/period';
import type { Grouped } from './rows/useGrouped';

type Props = {
  object: ObjectType;
  group: string | null;
  grouped: Grouped | undefined;
  onChange: (group: string | null) => void;
};

/** By which field the lines are put together, and all groups opened or closed at once. */
export function GroupMenu({ object, group, grouped, onChange }: Props) {
  const t = useTranslations('list');
  const catalogue = useCatalogue();
  const [opened, setOpened] = useState(false);
  const by = group ? readGroup(group) : undefined;
  const current = by ? columnOf(catalogue, object, { field: by.path }) : undefined;
  const period = current && by && periodOf(current.field, by.period);
  const own = object.fields
    .filter((field) => field.groupable && field.key !== object.title)
    .map((field) => ({ path: field.key, field, through: undefined as string | undefined }));
  const linked = linkedColumns(catalogue, object)
    .filter(({ field }) => field.groupable)
    .map((column) => ({
      path: column.field.key,
      field: column.field,
      through: column.link?.label,
    }));
  return (
    <>
      <Drop
        opened={opened}
        onClose={() => setOpened(false)}
        target={
          <Button
            className={classes.tool}
            data-on={current ? true : undefined}
            icon={<IconStack2 size={15} stroke={1.7} aria-hidden />}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            {current ? t('groupedBy', { field: current.field.label }) : t('group')}
          </Button>
        }
      >
        <Picker
          label={t('group')}
          placeholder={t('groupBy')}
          selected={by ? [by.path] : []}
          options={[...own, ...linked].map(({ path, field, through }) => ({
            id: path,
            label: through ? `${through} ${field.label}` : field.label,
            shown: field.label,
            group: through,
            icon: <KindIcon kind={field.kind} />,
          }))}
          onPick={(path) => {
            onChange(path === by?.path ? null : path);
            setOpened(false);
          }}
        />
      </Drop>
      {current && (
        <span className={classes.beside}>
          {by && period && (
            <Menu
              trigger={
                <Button
                  className={classes.tool}
                  aria-label={t('groupPeriod', { period: t(`period.${period}`) })}
                  after={<IconChevronDown size={13} aria-hidden />}
                >
                  {t(`period.${period}`)}
                </Button>
              }
              entries={periods.map((one) => ({
                key: one,
                label: t(`period.${one}`),
                checked: one === period,
                onSelect: () => onChange(writeGroup({ path: by.path, period: one })),
              }))}
            />
          )}
          {grouped && (
            <IconButton
              size="small"
              label={grouped.allOpen ? t('closeGroups') : t('openGroups')}
              aria-pressed={grouped.allOpen}
              onClick={grouped.toggleAll}
            >
              <IconFold size={15} stroke={1.7} />
            </IconButton>
          )}
          <IconButton size="small" label={t('noGroup')} onClick={() => onChange(null)}>
            <IconX size={14} />
          </IconButton>
        </span>
      )}
    </>
  );
}
