import {
  IconChevronDown,
  IconChevronUp,
  IconColumns3,
  IconGripVertical,
  IconPin,
  IconPinFilled,
  IconSearch,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { KindIcon } from '@/catalogue/icons';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { cx } from '@/ui/cx';
import { Drop } from '@/ui/Drop';
import { TextInput } from '@/ui/TextInput';
import { linkedColumns } from './columnOptions';
import { type Column, columnFields, columnOf, statesOf } from './columns';
import classes from './List.module.css';
import { useColumnActions } from './useColumnActions';
import { type ColumnState, type Density, densities } from './views/state';

type Props = {
  object: ObjectType;
  /** The frozen one first. */
  columns: Column[];
  density: Density;
  onDensity: (density: Density | null) => void;
  onChange: (columns: ColumnState[] | null) => void;
};

/** Which columns to show, in which order, and how high the rows are. */
export function ColumnsMenu({ object, columns, density, onDensity, onChange }: Props) {
  const t = useTranslations('list');
  const [opened, setOpened] = useState(false);
  return (
    <Drop
      opened={opened}
      onClose={() => setOpened(false)}
      target={
        <Button
          className={classes.tool}
          icon={<IconColumns3 size={15} stroke={1.7} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {t('columns')}
        </Button>
      }
    >
      <Chooser object={object} columns={columns} onChange={onChange} />
      <div className={classes.columnsFoot}>
        <fieldset className={classes.densities}>
          <legend className={classes.hiddenLegend}>{t('density')}</legend>
          {densities.map((option) => (
            <button
              key={option}
              type="button"
              aria-pressed={density === option}
              className={classes.density}
              onClick={() => onDensity(option === 'normal' ? null : option)}
            >
              {t(`densities.${option}`)}
            </button>
          ))}
        </fieldset>
        <Button size="small" look="quiet" onClick={() => onChange(null)}>
          {t('usualColumns')}
        </Button>
      </div>
    </Drop>
  );
}

function Chooser({ object, columns, onChange }: Omit<Props, 'density' | 'onDensity'>) {
  const t = useTranslations('list');
  const catalogue = useCatalogue();
  const [text, setText] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const actions = useColumnActions({ columns, onChange });
  const shown = columns.slice(1);
  const has = (path: string) => columns.some((column) => column.field.key === path);
  const rest = [
    ...columnFields(object).flatMap(
      (field) => columnOf(catalogue, object, { field: field.key }) ?? [],
    ),
    ...linkedColumns(catalogue, object),
  ].filter((column) => !has(column.field.key));
  const wanted = text.trim().toLocaleLowerCase();
  const fits = ({ field, link }: Column) =>
    `${link?.label ?? ''} ${field.label}`.toLocaleLowerCase().includes(wanted);
  let group: string | undefined;
  return (
    <>
      <div className={classes.columnSearch}>
        <TextInput
          aria-label={t('searchColumns')}
          placeholder={t('searchColumns')}
          before={<IconSearch size={15} stroke={1.7} aria-hidden />}
          value={text}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <ul className={classes.columns}>
        {shown.filter(fits).map((column) => {
          const { field, link, pinned } = column;
          const index = columns.indexOf(column);
          return (
            <li
              key={field.key}
              className={cx(classes.columnRow, over === field.key && classes.columnOver)}
              draggable={!wanted}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', field.key);
                setDragged(field.key);
              }}
              onDragOver={(event) => {
                if (!dragged) return;
                event.preventDefault();
                setOver(field.key);
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged && dragged !== field.key) actions.onMoveColumn(dragged, index);
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
            >
              <IconGripVertical size={14} className={classes.grip} aria-hidden />
              <label className={classes.columnName}>
                <Checkbox
                  checked
                  label={link ? `${link.label}: ${field.label}` : field.label}
                  onChange={() => actions.onHide(field.key)}
                />
                <KindIcon kind={field.kind} />
                <span>
                  {link && <span className={classes.quiet}>{link.label} · </span>}
                  {field.label}
                </span>
              </label>
              <span className={cx(classes.arrows, pinned && classes.stay)}>
                <IconButton
                  size="small"
                  label={t('moveUp', { field: field.label })}
                  disabled={index === 1}
                  onClick={() => actions.onMoveColumn(field.key, index - 1)}
                >
                  <IconChevronUp size={14} />
                </IconButton>
                <IconButton
                  size="small"
                  label={t('moveDown', { field: field.label })}
                  disabled={index === columns.length - 1}
                  onClick={() => actions.onMoveColumn(field.key, index + 1)}
                >
                  <IconChevronDown size={14} />
                </IconButton>
                <IconButton
                  size="small"
                  label={pinned ? t('unpin') : t('pin')}
                  aria-pressed={pinned}
                  onClick={() => actions.onPin(field.key, !pinned)}
                >
                  {pinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
                </IconButton>
              </span>
            </li>
          );
        })}
        {shown.some(fits) && rest.some(fits) && <li className={classes.line} aria-hidden />}
        {rest.filter(fits).map((column) => {
          const { field, link } = column;
          const title = link && link.label !== group ? link.label : undefined;
          group = link?.label;
          return (
            <li key={field.key}>
              {title && <div className={classes.columnGroup}>{title}</div>}
              <div className={classes.columnRow}>
                <label className={classes.columnName}>
                  <Checkbox
                    checked={false}
                    label={link ? `${link.label}: ${field.label}` : field.label}
                    onChange={() => onChange(statesOf([...columns, column]))}
                  />
                  <KindIcon kind={field.kind} />
                  <span>{field.label}</span>
                </label>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
