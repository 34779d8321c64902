import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RoleRights } from '@/api/admin';
import { useObject } from '@/catalogue';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import settings from '../Settings.module.css';
import classes from './RoleMatrix.module.css';

type Level = 'edit' | 'read' | 'hidden';

type Props = {
  object: string;
  label: string;
  rights: RoleRights;
  onChange: (change: Partial<RoleRights>) => void;
};

/** Fields that a role does not see, or sees but does not change. */
export function FieldRights({ object, label, rights, onChange }: Props) {
  const t = useTranslations();
  const type = useObject(object);
  const [opened, setOpened] = useState(false);
  const limited = new Set([...rights.hidden, ...rights.read_only]).size;
  const levelOf = (key: string): Level =>
    rights.hidden.includes(key) ? 'hidden' : rights.read_only.includes(key) ? 'read' : 'edit';
  const set = (key: string, level: Level) => {
    const without = (list: string[]) => list.filter((one) => one !== key);
    onChange({
      hidden: level === 'hidden' ? [...without(rights.hidden), key] : without(rights.hidden),
      read_only: level === 'read' ? [...without(rights.read_only), key] : without(rights.read_only),
    });
  };
  const shown =
    limited > 0 ? t('settings.roles.limited', { count: limited }) : t('settings.roles.allFields');
  const fields = (type?.fields ?? []).filter((field) => !field.system && field.key !== type?.title);
  return (
    <>
      <Button
        size="small"
        look={limited > 0 ? 'default' : 'quiet'}
        aria-label={`${shown}, ${t('settings.roles.fieldsOf', { objects: label })}`}
        onClick={() => setOpened(true)}
      >
        {shown}
      </Button>
      {opened && (
        <Dialog
          opened
          size={480}
          onClose={() => setOpened(false)}
          title={t('settings.roles.fieldsOf', { objects: label })}
          footer={
            <Button look="primary" onClick={() => setOpened(false)}>
              {t('common.done')}
            </Button>
          }
        >
          <ul className={classes.fields}>
            {fields.map((field) => (
              <li key={field.key}>
                <span>{field.label}</span>
                <select
                  className={settings.select}
                  aria-label={field.label}
                  data-reach={levelOf(field.key) === 'edit' ? 'all' : 'none'}
                  value={levelOf(field.key)}
                  onChange={(event) => set(field.key, event.currentTarget.value as Level)}
                >
                  {(['edit', 'read', 'hidden'] as const).map((level) => (
                    <option key={level} value={level}>
                      {t(`settings.roles.level.${level}`)}
                    </option>
                  ))}
                </select>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
