import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin, type ObjectLabels } from '@/api/admin';
import { keys } from '@/api/keys';
import type { ObjectType } from '@/api/types';
import { useLanguage } from '@/app/language';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Names } from '../Names';
import { namesOf, noNames } from '../names';
import { useAct } from '../parts';
import classes from '../Settings.module.css';
import { useLabels } from './useLabels';

type Props = { object: ObjectType; onClose: () => void };

/** What an object is called, one and several of it: "Client" instead of "Company". */
export function RenameObject(props: Props) {
  const { data, error } = useLabels(props.object.key);
  // Without the other languages a change would overwrite them.
  if (!data && !error) return null;
  return <Form {...props} labels={data} />;
}

function Form({ object, labels, onClose }: Props & { labels?: ObjectLabels }) {
  const t = useTranslations();
  const { language } = useLanguage();
  const { busy, act } = useAct();
  const form = useId();
  const [one, setOne] = useState(labels?.label ?? { ...noNames, [language]: object.label });
  const [many, setMany] = useState(
    labels?.label_plural ?? { ...noNames, [language]: object.label_plural },
  );
  const label = namesOf(one, language);
  const label_plural = namesOf(many, language);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!label || !label_plural) return;
    const work = () => admin.objects.update(object.key, { label, label_plural });
    if (await act(work, [keys.catalogue], t('settings.saved'))) onClose();
  };
  return (
    <Dialog
      opened
      size={460}
      onClose={onClose}
      title={t('settings.fields.rename', { objects: object.label_plural })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            busy={busy}
            disabled={!label || !label_plural}
          >
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={form} className={classes.form} onSubmit={(event) => void save(event)}>
        <p className={classes.lead}>{t('settings.fields.renameHint')}</p>
        <Names label={t('settings.fields.one')} value={one} onChange={setOne} autoFocus />
        <Names label={t('settings.fields.many')} value={many} onChange={setMany} />
      </form>
    </Dialog>
  );
}
