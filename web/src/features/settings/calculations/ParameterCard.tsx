import { IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Segments } from '@/ui/Segments';
import { Labelled, TextInput } from '@/ui/TextInput';
import classes from './Calculations.module.css';
import { type OptionDraft, type ParameterDraft, wordOf } from './draft';

type Props = {
  number: number;
  parameter: ParameterDraft;
  /** The words of the others. */
  others: readonly string[];
  wrong: (part: string) => string | undefined;
  onChange: (next: ParameterDraft) => void;
  onRemove: () => void;
};

/** Something that a price depends on: what it is called, its word in the formula, its limits or its options. */
export function ParameterCard(props: Props) {
  const { number, parameter, others, wrong, onChange, onRemove } = props;
  const t = useTranslations('calculations');
  const set = (part: Partial<ParameterDraft>) => onChange({ ...parameter, ...part });
  const rename = (label: string) => {
    const follows = parameter.key === '' || parameter.key === wordOf(parameter.label, others);
    set({ label, ...(follows && { key: wordOf(label, others) }) });
  };
  const text = (part: 'unit' | 'min' | 'max' | 'usual', place: string) => (
    <TextInput
      label={t(part)}
      inputMode={part === 'unit' ? 'text' : 'decimal'}
      value={parameter[part]}
      error={wrong(place)}
      onChange={(event) => set({ [part]: event.currentTarget.value })}
    />
  );
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <TextInput
          label={t('label')}
          required
          value={parameter.label}
          error={wrong('label')}
          onChange={(event) => rename(event.currentTarget.value)}
        />
        <TextInput
          label={t('word')}
          required
          className={classes.word}
          spellCheck={false}
          autoCapitalize="none"
          value={parameter.key}
          error={wrong('key')}
          onChange={(event) => set({ key: event.currentTarget.value.trim() })}
        />
        <Segments
          label={t('kindOf', { number })}
          value={parameter.kind}
          options={(['number', 'choice'] as const).map((key) => ({ key, label: t(`kind.${key}`) }))}
          onPick={(kind) => set({ kind, usual: '' })}
        />
        <IconButton
          size="small"
          label={t('removeParameter', { name: parameter.label || String(number) })}
          onClick={onRemove}
        >
          <IconX size={14} />
        </IconButton>
      </div>
      {parameter.kind === 'number' ? (
        <div className={classes.limits}>
          {text('unit', 'unit')}
          {text('min', 'min')}
          {text('max', 'max')}
          {text('usual', 'default')}
        </div>
      ) : (
        <Options parameter={parameter} wrong={wrong} onChange={set} />
      )}
    </li>
  );
}

type OptionsProps = {
  parameter: ParameterDraft;
  wrong: (part: string) => string | undefined;
  onChange: (part: Partial<ParameterDraft>) => void;
};

/** What may be chosen: its name, and its text in the formula. */
function Options({ parameter, wrong, onChange }: OptionsProps) {
  const t = useTranslations('calculations');
  const usual = useId();
  const { options } = parameter;
  const set = (at: number, next: OptionDraft) =>
    onChange({ options: options.map((one, index) => (index === at ? next : one)) });
  const others = (at: number) => options.filter((_, index) => index !== at).map(({ key }) => key);
  const problem = wrong('options');
  return (
    <>
      <ul className={classes.options}>
        {options.map((option, at) => (
          <li key={at}>
            <TextInput
              aria-label={t('option', { number: at + 1 })}
              placeholder={t('option', { number: at + 1 })}
              value={option.label}
              onChange={(event) => {
                const label = event.currentTarget.value;
                const follows =
                  option.key === '' || option.key === wordOf(option.label, others(at));
                set(at, { label, key: follows ? wordOf(label, others(at)) : option.key });
              }}
            />
            <TextInput
              aria-label={t('optionWord', { number: at + 1 })}
              placeholder={t('word')}
              className={classes.word}
              spellCheck={false}
              autoCapitalize="none"
              value={option.key}
              onChange={(event) => set(at, { ...option, key: event.currentTarget.value })}
            />
            <IconButton
              size="small"
              label={t('removeOption', { name: option.label || String(at + 1) })}
              onClick={() => onChange({ options: options.filter((_, index) => index !== at) })}
            >
              <IconX size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
      {problem && <p className={classes.wrong}>{problem}</p>}
      <div className={classes.limits}>
        <div>
          <Button
            size="small"
            look="quiet"
            icon={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange({ options: [...options, { key: '', label: '' }] })}
          >
            {t('addOption')}
          </Button>
        </div>
        <Labelled id={usual} label={t('usual')} error={wrong('default')}>
          <Choose
            id={usual}
            label={t('usual')}
            value={parameter.usual}
            options={[
              { value: '', label: t('noUsual') },
              ...options
                .filter(({ key }) => key !== '')
                .map(({ key, label }) => ({ value: key, label: label || key })),
            ]}
            onChange={(value) => onChange({ usual: value })}
          />
        </Labelled>
      </div>
    </>
  );
}
