import { IconMail, IconNote, IconPhone, IconSquareCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Email, ObjectType, Phone, Rec } from '@/api/types';
import { useSession } from '@/app/session';
import { useObject } from '@/catalogue';
import { TalkButton } from '@/features/talk/TalkButton';
import { Button } from '@/ui/Button';
import { CreateDialog } from '../form/CreateDialog';
import classes from './Actions.module.css';

type Props = { object: ObjectType; record: Rec; onNote: () => void };

/** Write, call, plan, note: what is done with a customer all day. */
export function Actions({ object, record, onNote }: Props) {
  const t = useTranslations('record');
  const { user } = useSession();
  const task = useObject('task');
  const [planning, setPlanning] = useState(false);
  const person = usePerson(object, record);
  const mail = first(person?.fields.emails as Email[] | null);
  const phone = first(person?.fields.phones as Phone[] | null);
  const about = task?.fields.find((field) => field.key === 'about');
  const canPlan = task?.can.create && about?.targets?.includes(object.key);
  const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;
  return (
    <div className={classes.actions}>
      {person && 'emails' in person.fields && (
        <Button
          icon={<IconMail {...icon} />}
          disabled={!mail}
          title={mail?.value ?? t('noEmail')}
          onClick={() => location.assign(`mailto:${mail?.value}`)}
        >
          {t('mail')}
        </Button>
      )}
      {person && 'phones' in person.fields && (
        <Button
          icon={<IconPhone {...icon} />}
          disabled={!phone}
          title={phone?.value ?? t('noPhone')}
          onClick={() => location.assign(`tel:${phone?.e164 ?? phone?.value}`)}
        >
          {t('call')}
        </Button>
      )}
      {canPlan && (
        <Button icon={<IconSquareCheck {...icon} />} onClick={() => setPlanning(true)}>
          {t('task')}
        </Button>
      )}
      <Button icon={<IconNote {...icon} />} onClick={onNote}>
        {t('note')}
      </Button>
      <TalkButton record={record} />
      {planning && task && (
        <CreateDialog
          object={task}
          initial={{ about: record.id, assignee: user.id }}
          onClose={() => setPlanning(false)}
          onCreated={() => undefined}
        />
      )}
    </div>
  );
}

/** Whom one writes to or calls: the record itself, or the contact of a deal. */
function usePerson(object: ObjectType, record: Rec): Rec | undefined {
  const isReached = object.fields.some(
    (field) => field.kind === 'emails' || field.kind === 'phones',
  );
  const contact = isReached ? null : record.fields.contact;
  const id = typeof contact === 'string' ? contact : '';
  const { data } = useQuery({
    queryKey: keys.record('contact', id),
    queryFn: ({ signal }) => api.records.get('contact', id, signal),
    enabled: id !== '',
  });
  return isReached ? record : data;
}

function first<T extends { primary?: boolean }>(list: T[] | null | undefined): T | undefined {
  return list?.find((entry) => entry.primary) ?? list?.[0];
}
