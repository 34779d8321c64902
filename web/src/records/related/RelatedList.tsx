import { IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { learnRecord } from '@/api/labels';
import type { Field, FieldValue, ObjectType, Rec } from '@/api/types';
import { fieldOf, objectOf, useCatalogue } from '@/catalogue';
import { ObjectIcon } from '@/catalogue/icons';
import { wordsFor } from '@/catalogue/words';
import { isEmpty, type Shown, showValue, useShown } from '@/fields';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Empty, Failed, Skeleton } from '@/ui/State';
import { Tied } from '../affiliations/Tied';
import { shownColumns } from '../columns';
import { CreateDialog } from '../form/CreateDialog';
import classes from './Related.module.css';
import type { Relation } from './relations';

const PAGE = 50;

/** The records that link to this one. */
export function RelatedList({ relation, record }: { relation: Relation; record: Rec }) {
  const t = useTranslations('record');
  const cx = useShown();
  const [creating, setCreating] = useState(false);
  const [tying, setTying] = useState(false);
  const { object, filter, field, ties } = relation;
  const body = { filter, sort: sortOf(object), limit: PAGE };
  const list = useInfiniteQuery({
    queryKey: ['records', object.key, 'related', body],
    queryFn: ({ pageParam, signal }) =>
      api.records.query(object.key, { ...body, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const catalogue = useCatalogue();
  const create = () => {
    // The form names what it is made for.
    const own = objectOf(catalogue, record.object);
    if (own) learnRecord(record, own.title);
    setCreating(true);
  };
  const records = list.data?.pages.flatMap((page) => page.records) ?? [];
  const columns = besides(object, field);
  return (
    <div>
      {object.can.create && (records.length > 0 || ties) && (
        <div className={classes.bar}>
          {ties?.object.can.create && (
            <Button size="small" icon={<IconUserPlus size={14} />} onClick={() => setTying(true)}>
              {t('ties.addPerson')}
            </Button>
          )}
          <Button size="small" icon={<IconPlus size={14} />} onClick={create}>
            {t('addRelated', wordsFor(object))}
          </Button>
        </div>
      )}
      {list.error && !list.data && (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isLoading && (
        <div className={classes.list}>
          <Skeleton width="70%" />
          <Skeleton width="50%" />
        </div>
      )}
      {list.data && records.length === 0 && !ties?.count && (
        <Empty
          icon={<ObjectIcon name={object.icon} size={20} />}
          title={t('noRelated', wordsFor(object))}
        >
          {object.can.create && !ties && (
            <Button icon={<IconPlus size={15} />} onClick={create}>
              {t('addRelated', wordsFor(object))}
            </Button>
          )}
        </Empty>
      )}
      {records.length > 0 && (
        <ul className={classes.list}>
          {records.map((other) => (
            <RelatedRow key={other.id} object={object} record={other} columns={columns} cx={cx} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={classes.bar}>
          <Button
            look="quiet"
            busy={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('showMore')}
          </Button>
        </div>
      )}
      {ties && <Tied object={ties.object} filter={ties.filter} />}
      {tying && ties && (
        <CreateDialog
          object={ties.object}
          initial={{ company: record.id }}
          title={t('ties.addPerson')}
          onClose={() => setTying(false)}
          onCreated={() => undefined}
        />
      )}
      {creating && (
        <CreateDialog
          object={object}
          initial={inherit(object, field, record)}
          onClose={() => setCreating(false)}
          onCreated={() => undefined}
        />
      )}
    </div>
  );
}

function RelatedRow({
  object,
  record,
  columns,
  cx,
}: {
  object: ObjectType;
  record: Rec;
  columns: Field[];
  cx: Shown;
}) {
  const title = fieldOf(object, object.title);
  const name = title ? record.fields[title.key] : null;
  const shownName = typeof name === 'string' && name ? name : object.label;
  return (
    <li>
      <Link
        to="/records/$object/$id"
        params={{ object: object.key, id: record.id }}
        className={classes.row}
      >
        <Avatar
          name={shownName}
          seed={record.id}
          size={26}
          shape={object.key === 'contact' ? 'round' : 'square'}
        />
        <span className={classes.main}>
          <span className={classes.name}>{shownName}</span>
          <span className={classes.facts}>
            {columns
              .filter((field) => !isEmpty(record.fields[field.key]))
              .slice(0, 3)
              .map((field) => (
                <span key={field.key} className={classes.fact}>
                  {showValue({ field, value: record.fields[field.key], cx, inTable: true })}
                </span>
              ))}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** Columns worth a glance, without the one that leads back to where we are. */
function besides(object: ObjectType, field: Field): Field[] {
  return shownColumns(object, undefined).filter((candidate) => candidate.key !== field.key);
}

function sortOf(object: ObjectType): string | undefined {
  const known = (key: string) => object.fields.some((field) => field.key === key && field.sortable);
  if (object.key === 'task' && known('due_at')) return 'due_at';
  return known('created_at') ? '-created_at' : undefined;
}

/** A new contact's deal belongs to the same company. */
function inherit(object: ObjectType, field: Field, record: Rec): Record<string, FieldValue> {
  const initial: Record<string, FieldValue> = { [field.key]: record.id };
  const company = record.fields.company;
  if (
    field.key !== 'company' &&
    typeof company === 'string' &&
    fieldOf(object, 'company')?.kind === 'link'
  ) {
    initial.company = company;
  }
  return initial;
}
