import { IconChevronDown } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ChecklistItem, ObjectType, Rec } from '@/api/types';
import { fieldOf, objectOf, stageOf } from '@/catalogue';
import type { Shown } from '@/fields';
import { Checkbox } from '@/ui/Checkbox';
import { mayEditField } from '../EditInPlace';
import { refusedOf } from '../refused';
import { type RuleField, ruleField } from '../rules/fields';
import { useSave } from '../save';
import { useEditing } from '../useEditing';
import { useRecord } from '../useRecord';
import { DetailRow } from './Details';
import details from './Details.module.css';
import classes from './StageGuide.module.css';
import { useFolded } from './useFolded';

type Props = { object: ObjectType; record: Rec; cx: Shown };

/** What to do in the stage where a deal or lead stands: the script, the checklist, the fields that matter here. */
export function StageGuide({ object, record, cx }: Props) {
  const t = useTranslations('record');
  const [isFolded, turn] = useFolded(object.key);
  const home = stageOf(cx.catalogue, String(record.fields.stage ?? ''));
  const rules = home?.stage.rules;
  if (!object.verbs.includes('move') || !home || !rules) return null;
  const { guidance, checklist } = rules;
  const fields = rules.key_fields.flatMap(
    (name) => ruleField(cx.catalogue, name, object.key) ?? [],
  );
  if (!guidance && checklist.length === 0 && fields.length === 0) return null;
  const open = !isFolded('guide');
  return (
    <section className={classes.guide} aria-label={t('guide', { stage: home.stage.name })}>
      <h3>
        <button
          type="button"
          className={classes.heading}
          aria-expanded={open}
          onClick={() => turn('guide')}
        >
          <IconChevronDown size={14} aria-hidden />
          <span>{t('guide', { stage: home.stage.name })}</span>
          {checklist.length > 0 && (
            <span className={classes.done}>
              {t('checked', {
                done: checklist.filter((item) => isDone(record, item)).length,
                count: checklist.length,
              })}
            </span>
          )}
        </button>
      </h3>
      {open && (
        <>
          {guidance && <p className={classes.text}>{guidance}</p>}
          {checklist.length > 0 && <Checklist {...{ object, record }} items={checklist} />}
          {fields.length > 0 && (
            <dl className={details.details}>
              {fields.map((one) => (
                <KeyField key={one.name} of={one} deal={record} cx={cx} />
              ))}
            </dl>
          )}
        </>
      )}
    </section>
  );
}

const folded = (text: string) => text.trim().toLocaleLowerCase();
const doneOf = (deal: Rec) =>
  Array.isArray(deal.fields.checklist) ? (deal.fields.checklist as string[]) : [];
const isDone = (deal: Rec, item: ChecklistItem) =>
  doneOf(deal).some((done) => folded(done) === folded(item.text));

type ChecklistProps = { object: ObjectType; record: Rec; items: readonly ChecklistItem[] };

function Checklist({ object, record, items }: ChecklistProps) {
  const t = useTranslations('record');
  const save = useSave(object);
  const field = fieldOf(object, 'checklist');
  if (!field) return null;
  const may = mayEditField(record, field);
  const tick = (item: ChecklistItem, on: boolean) => {
    const others = doneOf(record).filter((done) => folded(done) !== folded(item.text));
    void save(record, field, on ? [...others, item.text] : others);
  };
  return (
    <ul className={classes.items}>
      {items.map((item) => {
        const done = isDone(record, item);
        return (
          <li key={item.text}>
            <label className={classes.item}>
              <Checkbox
                label={item.text}
                checked={done}
                disabled={!may}
                onChange={(on) => tick(item, on)}
              />
              <span className={done ? classes.ticked : undefined}>{item.text}</span>
              {item.required && !done && <span className={classes.must}>{t('mustBeDone')}</span>}
            </label>
          </li>
        );
      })}
    </ul>
  );
}

type KeyFieldProps = { of: RuleField; deal: Rec; cx: Shown };

function KeyField({ of, deal, cx }: KeyFieldProps) {
  const id = of.link ? deal.fields[of.link] : deal.id;
  return typeof id === 'string' ? <Field of={of} id={id} cx={cx} /> : null;
}

/** A field of the deal, or of its company or contact, edited where it stands. */
function Field({ of: { field, object, link }, id, cx }: { of: RuleField; id: string; cx: Shown }) {
  const t = useTranslations('fields');
  const { data: record } = useRecord(object.key, id);
  const place = useEditing<string>((key) => refusedOf(id, key) !== undefined);
  const type = objectOf(cx.catalogue, object.key);
  if (!record || !type) return null;
  const label = link ? t('linkedField', { field: field.label, object: object.label }) : field.label;
  return (
    <DetailRow
      object={type}
      record={record}
      field={{ ...field, label }}
      cx={cx}
      editing={place.now !== null}
      onEdit={(on) => (on ? place.begin(field.key) : place.end())}
      onAgain={() => place.again(field.key)}
      onMove={() => place.end()}
    />
  );
}
