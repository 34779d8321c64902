import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Field } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { KindIcon, ObjectIcon } from '@/catalogue/icons';
import { Button } from '@/ui/Button';
import { Pill } from '@/ui/Pill';
import { TabBar } from '@/ui/TabBar';
import { Section } from '../parts';
import classes from '../Settings.module.css';
import { FieldDialog } from './FieldDialog';
import { RenameObject } from './RenameObject';

/** The fields of every object: one's own are added, renamed and retired here. */
export default function FieldsSection() {
  const t = useTranslations('settings');
  const kinds = useTranslations('settings.kind');
  const { objects } = useCatalogue();
  const [picked, setPicked] = useState(objects[0]?.key ?? '');
  const [edited, setEdited] = useState<Field | 'new' | null>(null);
  const [renaming, setRenaming] = useState(false);
  const object = objects.find(({ key }) => key === picked) ?? objects[0];
  if (!object) return null;
  const fields = object.fields
    .filter((field) => !field.system)
    .sort((a, b) => Number(b.custom) - Number(a.custom));
  return (
    <Section
      title={t('section.fields')}
      lead={t('fields.lead')}
      action={
        <>
          <Button onClick={() => setRenaming(true)}>{t('fields.renameButton')}</Button>
          <Button
            look="primary"
            icon={<IconPlus size={16} stroke={2} />}
            onClick={() => setEdited('new')}
          >
            {t('fields.new')}
          </Button>
        </>
      }
    >
      <TabBar
        label={t('fields.objects')}
        active={object.key}
        tabs={objects.map(({ key, label_plural, icon }) => ({
          key,
          label: label_plural,
          icon: <ObjectIcon name={icon} size={16} />,
        }))}
        onPick={setPicked}
      />
      <ul className={classes.list}>
        {fields.map((field) => (
          <li key={field.key}>
            <button type="button" className={classes.row} onClick={() => setEdited(field)}>
              <KindIcon kind={field.kind} size={17} />
              <span className={classes.main}>
                <span className={classes.name}>{field.label}</span>
                <span className={classes.quiet}>{kinds(field.kind)}</span>
              </span>
              <span className={classes.side}>
                {field.required && <Pill tone="amber">{t('fields.required')}</Pill>}
                {field.custom && <Pill tone="violet">{t('fields.own')}</Pill>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {renaming && <RenameObject object={object} onClose={() => setRenaming(false)} />}
      {edited && (
        <FieldDialog
          key={edited === 'new' ? 'new' : edited.key}
          object={object}
          field={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}
