import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import type { ObjectType } from '@/api/types';
import { useLanguage } from '@/app/language';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Names, namesOf, noNames } from '../Names';
import { useAct } from '../parts';
import classes from '../Settings.module.css';

/** What an object is called, one and several of it: "Client" instead of "Company". */
export function RenameObject({ object, onClose }: { object: ObjectType; onClose: () => void }) {
  const t = useTranslations();
  const { language } = useLanguage();
  const { busy, act } = useAct();
  const form = useId();
  const [one, setOne] = useState({ ...noNames, [language]: object.label });
  const [many, setMany] = useState({ ...noNames, [language]: object.label_plural });
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
