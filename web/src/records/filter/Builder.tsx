import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { FilterNode, ObjectType } from '@/api/types';
import { wordsFor } from '@/catalogue/words';
import type { Shown } from '@/fields';
import { Button, IconButton } from '@/ui/Button';
import { cx as join } from '@/ui/cx';
import { Dialog } from '@/ui/Dialog';
import classes from './Builder.module.css';
import { BuilderTerm } from './BuilderTerm';
import {
  type Draft,
  filterOfRoot,
  type GroupDraft,
  newGroup,
  newTerm,
  replaced,
  rootOf,
} from './draft';
import type { FilterField } from './fields';
import { useNodeText } from './useNodeText';

type Props = {
  object: ObjectType;
  filter: FilterNode | undefined;
  fields: FilterField[];
  cx: Shown;
  onApply: (filter: FilterNode | undefined) => void;
  onClose: () => void;
};

const DEEPEST = 4;

/** A filter of any shape: conditions of which all or any hold, groups of them within groups. */
export function Builder({ object, filter, fields, cx, onApply, onClose }: Props) {
  const t = useTranslations('filter');
  const common = useTranslations('common');
  const list = useTranslations('list');
  const [root, setRoot] = useState(() => rootOf(filter));
  const wanted = filterOfRoot(root);
  const body = { filter: wanted, limit: 1, fields: [object.title], count: true };
  const found = useQuery({
    queryKey: keys.page(object.key, body),
    queryFn: ({ signal }) => api.records.query(object.key, body, signal),
    placeholderData: (before) => before,
    retry: false,
  });
  const change = (id: number, next: Draft | null) =>
    setRoot((old) => (id === old.id ? (next as GroupDraft) : replaced(old, id, next)));
  const count = found.data?.count;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('builder')}
      size={760}
      footer={
        <>
          <span className={classes.found} role="status">
            {count !== undefined && list('records', { count, ...wordsFor(object) })}
          </span>
          <Button look="quiet" onClick={() => setRoot(rootOf(undefined))}>
            {t('clearAll')}
          </Button>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            look="primary"
            onClick={() => {
              onApply(wanted);
              onClose();
            }}
          >
            {common('apply')}
          </Button>
        </>
      }
    >
      <Group group={root} depth={1} fields={fields} cx={cx} onChange={change} />
    </Dialog>
  );
}

type GroupProps = {
  group: GroupDraft;
  depth: number;
  fields: FilterField[];
  cx: Shown;
  onChange: (id: number, next: Draft | null) => void;
};

function Group({ group, depth, fields, cx, onChange }: GroupProps) {
  const t = useTranslations('filter');
  const nodeWords = useNodeText(cx, fields);
  const set = (part: Partial<GroupDraft>) => onChange(group.id, { ...group, ...part });
  const kind = group.not ? (group.join === 'and' ? 'notAll' : 'none') : group.join;
  return (
    <fieldset className={join(classes.group, depth > 1 && classes.inner)}>
      <legend className={classes.legend}>{t('groupOf')}</legend>
      <div className={classes.head}>
        <select
          className={classes.kind}
          aria-label={t('groupOf')}
          value={kind}
          onChange={(event) => {
            const next = event.currentTarget.value;
            set({
              join: next === 'or' || next === 'none' ? 'or' : 'and',
              not: next === 'none' || next === 'notAll',
            });
          }}
        >
          <option value="and">{t('allOf')}</option>
          <option value="or">{t('anyOf')}</option>
          <option value="none">{t('noneOf')}</option>
          <option value="notAll">{t('notAllOf')}</option>
        </select>
        {depth > 1 && (
          <IconButton
            size="small"
            label={t('removeGroup')}
            onClick={() => onChange(group.id, null)}
          >
            <IconTrash size={15} />
          </IconButton>
        )}
      </div>
      <ul className={classes.items}>
        {group.items.map((item, index) => (
          <li key={item.id} className={classes.item}>
            <span className={classes.joint} aria-hidden>
              {index > 0 && (group.join === 'and' ? t('and') : t('or'))}
            </span>
            {item.kind === 'group' ? (
              <Group group={item} depth={depth + 1} fields={fields} cx={cx} onChange={onChange} />
            ) : item.kind === 'beyond' ? (
              <span className={classes.beyond}>
                {nodeWords(item.node)}
                <IconButton
                  size="small"
                  label={t('remove')}
                  onClick={() => onChange(item.id, null)}
                >
                  <IconTrash size={15} />
                </IconButton>
              </span>
            ) : (
              <BuilderTerm
                draft={item}
                fields={fields}
                cx={cx}
                onChange={(next) => onChange(item.id, next)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className={classes.adders}>
        <Button
          size="small"
          look="quiet"
          icon={<IconPlus size={14} aria-hidden />}
          onClick={() => set({ items: [...group.items, newTerm()] })}
        >
          {t('addCondition')}
        </Button>
        {depth < DEEPEST && (
          <Button
            size="small"
            look="quiet"
            icon={<IconPlus size={14} aria-hidden />}
            onClick={() =>
              set({
                items: [
                  ...group.items,
                  newGroup(group.join === 'and' ? 'or' : 'and', [newTerm(), newTerm()]),
                ],
              })
            }
          >
            {t('addGroup')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
