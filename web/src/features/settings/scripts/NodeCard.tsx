import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemItem } from '@/api/types';
import { useCodeText } from '@/app/problem-text';
import type { Shown } from '@/fields';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import { Labelled, TextArea } from '@/ui/TextInput';
import { Answer } from './Answer';
import { shaped } from './draft';
import classes from './Scripts.module.css';
import { useScriptFields } from './useScriptFields';
import type { Branch, Definition, Node, NodeKind } from './wire';

type Props = {
  node: Node;
  number: number;
  script: Definition;
  cx: Shown;
  problems: readonly ProblemItem[];
  onChange: (node: Node) => void;
  onRemove: () => void;
};

const NONE = '';

/** One step: its kind, what is said, where it leads, and what is wrong with it. */
export function NodeCard({ node, number, script, cx, problems, onChange, onRemove }: Props) {
  const t = useTranslations('settings.scripts');
  const code = useCodeText();
  const ids = { kind: useId(), next: useId(), field: useId() };
  const fields = useScriptFields(script.objects);
  const steps = script.nodes.map((one, at) => ({
    value: one.id,
    label: t('toStep', { number: at + 1, text: short(one.text) }),
  }));
  const first = script.nodes.find((one) => one.id !== node.id)?.id ?? node.id;
  const set = (part: Partial<Node>) => onChange({ ...node, ...part });
  const answers = node.answers ?? [];
  const setAnswer = (at: number, next: Branch | null) =>
    set({ answers: answers.flatMap((old, n) => (n === at ? (next ?? []) : old)) });
  return (
    <li
      className={classes.node}
      data-wrong={problems.length > 0 || undefined}
      aria-label={t('stepNumber', { number })}
    >
      <div className={classes.nodeHead}>
        <b>{number}</b>
        <Choose
          id={ids.kind}
          label={t('stepKind')}
          value={node.kind}
          options={(['say', 'choice', 'input', 'end'] as const).map((kind) => ({
            value: kind,
            label: t(`step.${kind}`),
          }))}
          onChange={(kind) => onChange(shaped({ ...node, kind: kind as NodeKind }, first))}
        />
        {script.start === node.id && <span className={classes.quiet}>{t('isFirst')}</span>}
        <span className={classes.space} />
        <IconButton size="small" label={t('removeStep', { number })} onClick={onRemove}>
          <IconTrash size={15} />
        </IconButton>
      </div>
      <TextArea
        aria-label={t('text')}
        placeholder={t(`hint.${node.kind}`)}
        rows={2}
        value={node.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      {node.kind === 'choice' && (
        <>
          {answers.map((answer, at) => (
            <Answer
              key={at}
              answer={answer}
              steps={steps}
              fields={fields}
              cx={cx}
              onChange={(next) => setAnswer(at, next)}
              onRemove={answers.length > 1 ? () => setAnswer(at, null) : undefined}
            />
          ))}
          <div>
            <Button
              size="small"
              look="quiet"
              icon={<IconPlus size={14} aria-hidden />}
              onClick={() => set({ answers: [...answers, { label: '', next: first }] })}
            >
              {t('addAnswer')}
            </Button>
          </div>
        </>
      )}
      {node.kind === 'input' && (
        <div className={classes.pair}>
          <Labelled id={ids.field} label={t('into')}>
            <Choose
              id={ids.field}
              label={t('into')}
              value={node.field ?? NONE}
              options={[
                { value: NONE, label: t('keptOnly') },
                ...fields.map((one) => ({ value: one.name, label: one.label, hint: one.of })),
              ]}
              onChange={(field) => set({ field: field === NONE ? undefined : field })}
            />
          </Labelled>
          <label className={classes.check}>
            <Checkbox
              label={t('required')}
              checked={node.required ?? false}
              onChange={(required) => set({ required })}
            />
            {t('required')}
          </label>
        </div>
      )}
      {(node.kind === 'say' || node.kind === 'input') && (
        <Labelled id={ids.next} label={t('then')}>
          <Choose
            id={ids.next}
            label={t('then')}
            value={node.next ?? null}
            options={steps}
            onChange={(next) => set({ next })}
          />
        </Labelled>
      )}
      {problems.length > 0 && (
        <p className={classes.wrong} role="alert">
          {[...new Set(problems.map((one) => code(one.code, one.params)))].join(' ')}
        </p>
      )}
    </li>
  );
}

function short(text: string): string {
  const plain = text.replaceAll('**', '').replace(/\s+/g, ' ').trim();
  return plain.length > 42 ? `${plain.slice(0, 40)}…` : plain || '…';
}
