import { useTranslations } from 'use-intl';
import type { Stage } from '@/api/types';
import { Checkbox } from '@/ui/Checkbox';
import { TextArea } from '@/ui/TextInput';
import { StageScripts } from '../scripts/StageScripts';
import { newKey } from './draft';
import { FieldChips } from './FieldChips';
import { Lines } from './Lines';
import classes from './Rules.module.css';
import type { PartProps } from './StageDialog';

/** What the manager is told here, has at hand, and ticks off before going on. */
export function StageWork({ object, rules, onRules, stage }: PartProps & { stage: Stage }) {
  const t = useTranslations('rules');
  return (
    <>
      <TextArea
        label={t('guidance')}
        hint={t('guidanceHint')}
        rows={5}
        maxLength={10_000}
        value={rules.guidance}
        onChange={(event) => onRules({ guidance: event.currentTarget.value })}
      />
      <StageScripts stage={stage} />
      <FieldChips
        object={object}
        label={t('keyFields')}
        hint={t('keyFieldsHint')}
        value={rules.key_fields}
        onChange={(key_fields) => onRules({ key_fields })}
      />
      <Lines
        label={t('checklist')}
        add={t('addItem')}
        lines={rules.checklist}
        nameOf={(item) => item.text}
        fresh={() => ({ key: newKey(), text: '', required: false })}
        onChange={(checklist) => onRules({ checklist })}
      >
        {(item, set, next) => (
          <>
            <input
              aria-label={t('item')}
              placeholder={t('item')}
              maxLength={200}
              value={item.text}
              onChange={(event) => set({ text: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                next();
              }}
            />
            <label className={classes.check}>
              <Checkbox
                label={t('mustBeDoneNamed', { name: item.text })}
                checked={item.required === true}
                onChange={(required) => set({ required })}
              />
              {t('mustBeDone')}
            </label>
          </>
        )}
      </Lines>
    </>
  );
}
