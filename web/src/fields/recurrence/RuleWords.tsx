import { IconRepeat } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'use-intl';
import classes from '../shared/shared.module.css';
import { ruleWords, type Words } from './words';

export function useRuleWords(): (rule: string) => string {
  const t = useTranslations('fields.repeat') as unknown as Words;
  const locale = useLocale();
  return (rule) => ruleWords(rule, t, locale);
}

/** How something repeats, in words. */
export function RuleWords({ rule }: { rule: string }) {
  const words = useRuleWords();
  return (
    <span className={classes.person}>
      <IconRepeat size={15} stroke={1.7} aria-hidden />
      <span className={classes.text}>{words(rule)}</span>
    </span>
  );
}
