import { IconMail, IconNote, IconPhone, IconSquareCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Email, ObjectType, Phone, Rec } from '@/api/types';
import { useSession } from '@/app/session';
import { useObject } from '@/catalogue';
import { TalkButton } from '@/features/talk/TalkButton';
import { Button } from '@/ui/Button';
import { CreateDialog } from '../form/CreateDialog';
import classes from './Actions.module.css';
import { first, usePerson } from './person';

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
