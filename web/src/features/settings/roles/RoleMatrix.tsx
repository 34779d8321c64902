import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin, type Permission, type Role, type RoleRights } from '@/api/admin';
import { keys } from '@/api/keys';
import type { Reach } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { ObjectIcon } from '@/catalogue/icons';
import { useShown } from '@/fields';
import { readDecimal } from '@/fields/shared/numbers';
import { same } from '@/records/same';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { TextInput } from '@/ui/TextInput';
import { Ask, useAct } from '../parts';
import settings from '../Settings.module.css';
import { FieldRights } from './FieldRights';
import classes from './RoleMatrix.module.css';

const actions = ['read', 'create', 'edit', 'delete', 'destroy'] as const;
const reaches: readonly Reach[] = ['none', 'own', 'team', 'all'];
const permissions: readonly Permission[] = [
  'export',
  'import',
  'bulk',
  'manage_users',
  'manage_catalogue',
  'manage_pipelines',
  'view_audit',
  'share_views',
];

type Draft = {
  name: string;
  may: Permission[];
  objects: Record<string, RoleRights>;
  rest: RoleRights;
  /** As it is typed; empty for any. */
  discount: string;
};

/** The rights of one role as a table; saved together, so that nobody is half let in. */
export function RoleMatrix({ role, onGone }: { role: Role; onGone: () => void }) {
  const t = useTranslations();
  const { objects } = useCatalogue();
  const { busy, act } = useAct();
  const [removing, setRemoving] = useState(false);
  const { locale, decimalSign } = useShown().format;
  const kept: Draft = {
    name: role.name,
    may: role.may,
    objects: role.objects,
    rest: role.default,
    discount: (role.max_discount ?? '').replace('.', decimalSign),
  };
  const [draft, setDraft] = useState(kept);
  const changed = !same(draft as never, kept as never);
  const rightsOf = (key: string) => draft.objects[key] ?? draft.rest;
  const setRights = (key: string | null, change: Partial<RoleRights>) =>
    setDraft((old) =>
      key === null
        ? { ...old, rest: { ...old.rest, ...change } }
        : {
            ...old,
            objects: { ...old.objects, [key]: { ...(old.objects[key] ?? old.rest), ...change } },
          },
    );
  const most = draft.discount.trim() ? readDecimal(draft.discount, locale) : null;
  const wrong = draft.discount.trim() !== '' && !(Number(most ?? -1) >= 0 && Number(most) <= 100);
  const save = () =>
    act(
      () =>
        admin.roles.update(role.id, {
          name: draft.name.trim(),
          may: draft.may,
          objects: draft.objects,
          default: draft.rest,
          ...(draft.discount !== kept.discount && { max_discount: most }),
        }),
      [keys.roles, keys.users],
      t('settings.saved'),
    );
  const remove = async () => {
    if (await act(() => admin.roles.remove(role.id), [keys.roles], t('settings.removed'))) onGone();
  };
  const rows: { key: string | null; label: string; icon: string | null }[] = [
    ...objects.map(({ key, label_plural, icon }) => ({ key, label: label_plural, icon })),
    { key: null, label: t('settings.roles.rest'), icon: null },
  ];

  return (
    <div className={settings.form}>
      <div className={classes.name}>
        <TextInput
          label={t('settings.roles.name')}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('settings.roles.discount')}
          hint={t('settings.roles.discountHint')}
          error={wrong ? t('settings.roles.discountWrong') : undefined}
          inputMode="decimal"
          value={draft.discount}
          onChange={(event) => setDraft({ ...draft, discount: event.currentTarget.value })}
        />
      </div>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('settings.roles.object')}</th>
              {actions.map((action) => (
                <th key={action} scope="col">
                  {t(`settings.roles.action.${action}`)}
                </th>
              ))}
              <th scope="col">{t('settings.roles.fields')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, icon }) => {
              const rights = key === null ? draft.rest : rightsOf(key);
              return (
                <tr key={key ?? 'rest'}>
                  <th scope="row">
                    <span className={classes.object}>
                      {icon && <ObjectIcon name={icon} size={16} />}
                      {label}
                    </span>
                  </th>
                  {actions.map((action) => (
                    <td key={action}>
                      <select
                        className={settings.select}
                        data-reach={rights[action]}
                        aria-label={`${label}: ${t(`settings.roles.action.${action}`)}`}
                        value={rights[action]}
                        onChange={(event) =>
                          setRights(key, { [action]: event.currentTarget.value as Reach })
                        }
                      >
                        {reaches.map((reach) => (
                          <option key={reach} value={reach}>
                            {t(`settings.roles.reach.${reach}`)}
                          </option>
                        ))}
                      </select>
                    </td>
                  ))}
                  <td>
                    {key !== null && (
                      <FieldRights
                        object={key}
                        label={label}
                        rights={rights}
                        onChange={(change) => setRights(key, change)}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <fieldset className={classes.may}>
        <legend>{t('settings.roles.may')}</legend>
        <div className={settings.checks}>
          {permissions.map((permission) => (
            <label key={permission} className={settings.check}>
              <Checkbox
                checked={draft.may.includes(permission)}
                label={t(`settings.roles.permission.${permission}`)}
                onChange={(on) =>
                  setDraft({
                    ...draft,
                    may: on
                      ? [...draft.may, permission]
                      : draft.may.filter((one) => one !== permission),
                  })
                }
              />
              {t(`settings.roles.permission.${permission}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className={classes.foot}>
        {!role.standard && (
          <Button look="danger" onClick={() => setRemoving(true)}>
            {t('settings.roles.remove')}
          </Button>
        )}
        {changed && (
          <div className={classes.save}>
            <Button onClick={() => setDraft(kept)}>{t('common.cancel')}</Button>
            <Button
              look="primary"
              busy={busy}
              disabled={!draft.name.trim() || wrong}
              onClick={() => void save()}
            >
              {t('common.save')}
            </Button>
          </div>
        )}
      </div>
      {removing && (
        <Ask
          title={t('settings.roles.remove')}
          lead={t('settings.roles.removeLead', { name: role.name, count: role.users })}
          yes={t('common.remove')}
          busy={busy}
          onYes={() => void remove()}
          onClose={() => setRemoving(false)}
        />
      )}
    </div>
  );
}
