import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Picker } from '@/ui/Picker';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { RuleEditor } from './RuleEditor';
import { RuleWords, useRuleWords } from './RuleWords';
import { parseRule, plain, ruleText, usualRules, weekdayOf } from './rule';

const NONE = '';
const OWN = 'own';

/** The usual ways to repeat first; any other is put together below. */
export function Input(props: InputProps<string>) {
  const { value, onChange, mode, label, cx, record } = props;
  const t = useTranslations('fields.repeat');
  const words = useRuleWords();
  const due = record?.due_at;
  const day = typeof due === 'string' ? cx.format.dayOf(due) : cx.today;
  const usual = usualRules(day).map(ruleText);
  const [own, setOwn] = useState(Boolean(value) && !usual.includes(value ?? ''));
  const offered = value && !usual.includes(value) ? [value, ...usual] : usual;
  return (
    <Pop {...props} shown={value ? <RuleWords rule={value} /> : null}>
      {(close) =>
        own ? (
          <RuleEditor
            rule={parseRule(value ?? '') ?? { ...plain('WEEKLY'), days: [weekdayOf(day)] }}
            day={day}
            cx={cx}
            onChange={(rule) => onChange(ruleText(rule))}
            onBack={() => setOwn(false)}
            onDone={close}
          />
        ) : (
          <Picker
            label={label}
            searchable={false}
            selected={[value ?? NONE]}
            options={[
              { id: NONE, label: t('none') },
              ...offered.map((rule) => ({ id: rule, label: words(rule) })),
              { id: OWN, label: t('own') },
            ]}
            onPick={(id) => {
              if (id === OWN) {
                setOwn(true);
                if (!value) onChange(usual[2] ?? null);
                return;
              }
              onChange(id === NONE ? null : id, true);
              if (mode === 'form') close();
            }}
          />
        )
      }
    </Pop>
  );
}
