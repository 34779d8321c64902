import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin, type FieldLabels } from '@/api/admin';
import { keys } from '@/api/keys';
import type { Field, FieldKind, ObjectType } from '@/api/types';
import { useLanguage } from '@/app/language';
import { useCatalogue } from '@/catalogue';
import { KindIcon } from '@/catalogue/icons';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled } from '@/ui/TextInput';
import { Names } from '../Names';
import { namesOf, noNames } from '../names';
import { Ask, useAct } from '../parts';
import classes from '../Settings.module.css';
import { freeKey, kinds, optionDrafts, optionsOf, slug } from './draft';
import { OptionsEditor } from './OptionsEditor';
import { useLabels } from './useLabels';

type Props = { object: ObjectType; field: Field | null; onClose: () => void };

const hasOptions = (kind: FieldKind) => kind === 'one_of' || kind === 'many_of';

/** Whether a field may count for how complete a record is: of records that know that, what people fill. */
const mayCount = (object: ObjectType, field: Field) =>
  object.fields.some((one) => one.key === 'completeness') && !field.read_only && !field.system;

/** A new field, or a change of one: what it is called, what can be chosen, whether it must be filled in. */
export function FieldDialog(props: Props) {
  const { object, field } = props;
  const { data, error } = useLabels(object.key, field !== null);
  // Without the other languages a change would overwrite them.
  if (field && !data && !error) return null;
  return <Form {...props} labels={field ? data?.fields[field.key] : undefined} />;
}

function Form({ object, field, labels, onClose }: Props & { labels?: FieldLabels }) {
  const t = useTranslations();
  const { language } = useLanguage();
  const { objects } = useCatalogue();
  const { busy, act } = useAct();
  const ids = { form: useId(), kind: useId(), target: useId(), scale: useId(), weight: useId() };
  const own = (label: string) => ({ ...noNames, [language]: label });
  const [names, setNames] = useState(field ? (labels?.label ?? own(field.label)) : noNames);
  const [kind, setKind] = useState<FieldKind>(field?.kind ?? 'text');
  const [required, setRequired] = useState(field?.required ?? false);
  const [weight, setWeight] = useState(String(field?.weight ?? 0));
  const [target, setTarget] = useState('company');
  const [scale, setScale] = useState('0');
  const before = optionDrafts(
    field?.options,
    (option) => labels?.options[option.key] ?? own(option.label),
  );
  const [options, setOptions] = useState(before);
  const [retiring, setRetiring] = useState(false);
  const label = namesOf(names, language);
  const ready =
    label !== null && (!hasOptions(kind) || options.some((one) => namesOf(one.names, language)));
  const touched = [keys.catalogue, ['records', object.key], ['record', object.key]];

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || !label) return;
    const chosen = hasOptions(kind) ? { options: optionsOf(options, before, language) } : {};
    const work = field
      ? () => {
          const renamed = names[language].trim() !== field.label || names !== firstNames;
          return admin.fields.update(object.key, field.key, {
            ...(renamed ? { label } : {}),
            ...(field.required !== required ? { required } : {}),
            ...((field.weight ?? 0) !== Number(weight) ? { weight: Number(weight) } : {}),
            ...(options !== firstOptions ? chosen : {}),
          });
        }
      : () =>
          admin.fields.add(object.key, {
            key: freeKey(
              `x_${slug(label[language]) || 'field'}`,
              new Set(object.fields.map((one) => one.key)),
            ),
            kind,
            label,
            required,
            ...chosen,
            ...(kind === 'link' ? { targets: [target] } : {}),
            ...(kind === 'number' ? { scale: Number(scale) } : {}),
          });
    if (await act(work, touched, t('settings.saved'))) onClose();
  };
  // What was there at first: what has not been touched is not sent, and keeps its other languages.
  const [firstNames] = useState(names);
  const [firstOptions] = useState(options);
  const retire = async () => {
    if (!field) return;
    const work = () => admin.fields.retire(object.key, field.key);
    if (await act(work, touched, t('settings.fields.retired', { name: field.label }))) onClose();
  };

  if (retiring && field) {
    return (
      <Ask
        title={t('settings.fields.retireTitle', { name: field.label })}
        lead={t('settings.fields.retireLead')}
        yes={t('settings.fields.retire')}
        busy={busy}
        onYes={() => void retire()}
        onClose={() => setRetiring(false)}
      />
    );
  }
  return (
    <Dialog
      opened
      size={480}
      onClose={onClose}
      title={field ? field.label : t('settings.fields.newFor', { objects: object.label_plural })}
      footer={
        <>
          {field?.custom && (
            <Button
              look="danger"
              onClick={() => setRetiring(true)}
              style={{ marginInlineEnd: 'auto' }}
            >
              {t('settings.fields.retire')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={ids.form} busy={busy} disabled={!ready}>
            {field ? t('common.save') : t('common.add')}
          </Button>
        </>
      }
    >
      <form id={ids.form} className={classes.form} onSubmit={(event) => void save(event)}>
        <Names label={t('settings.fields.name')} value={names} onChange={setNames} autoFocus />
        {!field && (
          <Labelled
            id={ids.kind}
            label={t('settings.fields.kind')}
            hint={t('settings.fields.kindHint')}
          >
            <Choose
              id={ids.kind}
              label={t('settings.fields.kind')}
              size="large"
              value={kind}
              options={kinds.map((one) => ({
                value: one,
                label: t(`settings.kind.${one}`),
                icon: <KindIcon kind={one} size={16} />,
              }))}
              onChange={(one) => setKind(one as FieldKind)}
            />
          </Labelled>
        )}
        {!field && kind === 'link' && (
          <Labelled id={ids.target} label={t('settings.fields.target')}>
            <Choose
              id={ids.target}
              label={t('settings.fields.target')}
              size="large"
              value={target}
              options={objects
                .filter((one) => one.parent === null)
                .map((one) => ({ value: one.key, label: one.label_plural }))}
              onChange={setTarget}
            />
          </Labelled>
        )}
        {!field && kind === 'number' && (
          <Labelled id={ids.scale} label={t('settings.fields.scale')}>
            <Choose
              id={ids.scale}
              label={t('settings.fields.scale')}
              size="large"
              value={scale}
              options={['0', '1', '2', '3', '4'].map((one) => ({ value: one, label: one }))}
              onChange={setScale}
            />
          </Labelled>
        )}
        {field && mayCount(object, field) && (
          <Labelled
            id={ids.weight}
            label={t('settings.fields.weight')}
            hint={t('settings.fields.weightHint')}
          >
            <Choose
              id={ids.weight}
              label={t('settings.fields.weight')}
              size="large"
              value={weight}
              options={Array.from({ length: 11 }, (_, one) => ({
                value: String(one),
                label: one === 0 ? t('settings.fields.weightNone') : String(one),
              }))}
              onChange={setWeight}
            />
          </Labelled>
        )}
        {hasOptions(kind) && <OptionsEditor options={options} onChange={setOptions} />}
        {!(field && !field.custom && field.required) && (
          <label className={classes.check}>
            <Checkbox
              checked={required}
              label={t('settings.fields.mustFill')}
              onChange={setRequired}
            />
            {t('settings.fields.mustFill')}
          </label>
        )}
      </form>
    </Dialog>
  );
}
