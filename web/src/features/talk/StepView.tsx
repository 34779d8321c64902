import { useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue } from '@/api/types';
import { begun, keepBegun } from '@/app/begun';
import { fieldOf, objectOf } from '@/catalogue';
import { FieldInput, isEmpty, type Shown } from '@/fields';
import { Button } from '@/ui/Button';
import { commandKey, Kbd } from '@/ui/Kbd';
import { Labelled, TextArea } from '@/ui/TextInput';
import { Said } from './Said';
import classes from './Talk.module.css';
import type { Node } from './way';

export type ShownNode = Node & { object?: string | null; field?: string | null };

type Props = {
  /** The talk that keeps what is begun; a script that is only tried out keeps nothing. */
  talk?: string;
  node: ShownNode;
  /** What was answered here before, when one has come back. */
  before?: { answer?: number | null; value?: unknown };
  cx: Shown;
  onStep: (said: { answer?: number; value?: FieldValue }) => void;
};

/** One step of a talk: what to say, large, and the ways on from it. Digits choose an answer. */
export function StepView({ talk, node, before, cx, onStep }: Props) {
  return (
    <div className={classes.step}>
      <Said text={node.text} className={classes.said} />
      {node.kind === 'say' && <GoOn onStep={() => onStep({})} />}
      {node.kind === 'choice' && (
        <Answers node={node} chosen={before?.answer ?? null} onStep={onStep} />
      )}
      {node.kind === 'input' && (
        <Filled
          key={node.id}
          talk={talk}
          node={node}
          before={(before?.value ?? null) as FieldValue}
          cx={cx}
          onStep={onStep}
        />
      )}
    </div>
  );
}

function GoOn({ onStep }: { onStep: () => void }) {
  const t = useTranslations('talk');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
  }, []);
  return (
    <Button ref={button} look="primary" size="large" onClick={onStep}>
      {t('next')}
    </Button>
  );
}

type AnswersProps = { node: Node; chosen: number | null; onStep: Props['onStep'] };

function Answers({ node, chosen, onStep }: AnswersProps) {
  const t = useTranslations('talk');
  const step = useRef(onStep);
  step.current = onStep;
  const count = node.answers?.length ?? 0;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const digit = Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] ?? 0);
      const target = event.target as Element;
      if (!digit || digit > count || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest('input, textarea, select, [contenteditable], [role="listbox"]')) return;
      const dialog = target.closest('[role="dialog"]');
      if (dialog && !dialog.querySelector('[data-answers]')) return;
      event.preventDefault();
      event.stopPropagation();
      step.current({ answer: digit - 1 });
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [count]);
  return (
    <fieldset className={classes.answers} data-answers aria-label={t('answers')}>
      {(node.answers ?? []).map((answer, at) => (
        <button
          key={`${at}${answer.label}`}
          type="button"
          className={classes.answer}
          aria-pressed={chosen === at || undefined}
          onClick={() => onStep({ answer: at })}
        >
          <span>{answer.label}</span>
          {at < 9 && <Kbd>{String(at + 1)}</Kbd>}
        </button>
      ))}
    </fieldset>
  );
}

type FilledProps = {
  talk?: string;
  node: ShownNode;
  before: FieldValue;
  cx: Shown;
  onStep: Props['onStep'];
};

function Filled({ talk, node, before, cx, onStep }: FilledProps) {
  const t = useTranslations('talk');
  const id = useId();
  const place = talk && `${talk}.${node.id}`;
  const keep = (next: FieldValue) => {
    if (place) keepBegun('talk', place, isEmpty(next) ? null : next);
  };
  const [value, setValue] = useState(
    () => ((place && begun('talk', place)) ?? before) as FieldValue,
  );
  const write = (next: FieldValue) => {
    setValue(next);
    keep(next);
  };
  const object = node.object ? objectOf(cx.catalogue, node.object) : undefined;
  const field = object && node.field ? fieldOf(object, node.field) : undefined;
  const ready = !node.required || !isEmpty(value);
  const go = () => {
    if (!ready) return;
    keep(null);
    onStep({ value: isEmpty(value) ? undefined : value });
  };
  return (
    <form
      className={classes.filled}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          go();
        }
      }}
    >
      {field ? (
        <Labelled id={id} label={field.label} required={node.required}>
          <FieldInput
            id={id}
            field={field}
            value={value ?? null}
            cx={cx}
            mode="form"
            label={field.label}
            autoFocus
            onChange={(next) => write(next ?? null)}
          />
        </Labelled>
      ) : (
        <TextArea
          label={t('answer')}
          required={node.required}
          autoFocus
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => write(event.currentTarget.value)}
        />
      )}
      <div className={classes.row}>
        <Button look="primary" size="large" type="submit" disabled={!ready}>
          {node.required || !isEmpty(value) ? t('next') : t('skip')}
        </Button>
        <span className={classes.keys}>{`${commandKey}Enter`}</span>
      </div>
    </form>
  );
}
