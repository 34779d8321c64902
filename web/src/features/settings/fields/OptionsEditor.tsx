import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from '@/ui/Button';
import { TonePicker, tones } from '@/ui/TonePicker';
import type { OptionDraft } from './draft';
import classes from './OptionsEditor.module.css';

type Props = { options: OptionDraft[]; onChange: (options: OptionDraft[]) => void };

/** What can be chosen in a field, each with its tone. What is taken away here stays on the records that have it. */
export function OptionsEditor({ options, onChange }: Props) {
  const t = useTranslations('settings.fields');
  const list = useRef<HTMLUListElement>(null);
  const set = (index: number, change: Partial<OptionDraft>) =>
    onChange(options.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const add = () => {
    onChange([
      ...options,
      { key: '', label: '', tone: tones[options.length % tones.length] ?? 'gray' },
    ]);
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(),
    );
  };
  return (
    <fieldset className={classes.options}>
      <legend>{t('options')}</legend>
      <ul ref={list}>
        {options.map((option, index) => (
          <li key={option.key || `new-${index}`} className={classes.option}>
            <TonePicker
              label={t('optionTone')}
              value={option.tone}
              onChange={(tone) => set(index, { tone })}
            />
            <input
              aria-label={t('option', { number: index + 1 })}
              value={option.label}
              onChange={(event) => set(index, { label: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                add();
              }}
            />
            <IconButton
              size="small"
              label={t('removeOption', { name: option.label })}
              onClick={() => onChange(options.filter((_, at) => at !== index))}
            >
              <IconX size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button size="small" look="quiet" icon={<IconPlus size={14} />} onClick={add}>
        {t('addOption')}
      </Button>
    </fieldset>
  );
}
