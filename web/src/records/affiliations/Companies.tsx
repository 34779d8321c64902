import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import type { ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { Button } from '@/ui/Button';
import { Pill } from '@/ui/Pill';
import { Empty } from '@/ui/State';
import { mayEditField } from '../EditInPlace';
import { CreateDialog } from '../form/CreateDialog';
import classes from '../related/Related.module.css';
import { useVerb } from '../verbs';
import { Tied, useTies } from './Tied';
import { EndRow } from './TieRow';
import { TIE, tieFilter } from './ties';

type Props = {
  /** The object of ties. */
  object: ObjectType;
  record: Rec;
  person: ObjectType;
};

/** A person's companies: the main one first, then the others with role and dates. */
export function Companies({ object, record, person }: Props) {
  const t = useTranslations('record');
  const client = useQueryClient();
  const verb = useVerb();
  const [adding, setAdding] = useState(false);
  const filter = tieFilter(record) ?? { and: [] };
  const ties = useTies(filter);
  const main = typeof record.fields.company === 'string' ? record.fields.company : null;
  const field = fieldOf(person, 'company');
  const mayMove = field !== undefined && mayEditField(record, field);
  const makeMain = async (tie: Rec) => {
    const company = String(tie.fields.company);
    const name = labelOf(company)?.label ?? object.label;
    const done = await verb(record, 'change_company', { company }, t('ties.madeMain', { name }));
    if (!done) return;
    void client.invalidateQueries({ queryKey: ['records', TIE] });
    void client.invalidateQueries({ queryKey: ['figures', TIE] });
  };
  const add = (look: 'small' | undefined) =>
    object.can.create && (
      <Button size={look} icon={<IconPlus size={14} />} onClick={() => setAdding(true)}>
        {t('ties.addCompany')}
      </Button>
    );
  const none = !main && ties.data?.pages[0]?.records.length === 0;
  return (
    <div>
      {!none && <div className={classes.bar}>{add('small')}</div>}
      {none && (
        <Empty icon={<IconBuilding size={20} stroke={1.6} />} title={t('ties.none')}>
          {add(undefined)}
        </Empty>
      )}
      {main && (
        <ul className={classes.list}>
          <EndRow
            object="company"
            id={main}
            name={labelOf(main)?.label ?? t('masked')}
            role={record.fields.position}
            since={record.fields.company_since}
            mark={<Pill tone="blue">{t('ties.main')}</Pill>}
          />
        </ul>
      )}
      <Tied
        object={object}
        filter={filter}
        end="company"
        onMain={mayMove ? (tie) => void makeMain(tie) : undefined}
      />
      {adding && (
        <CreateDialog
          object={object}
          initial={{ contact: record.id }}
          title={t('ties.addCompany')}
          onClose={() => setAdding(false)}
          onCreated={() => undefined}
        />
      )}
    </div>
  );
}
