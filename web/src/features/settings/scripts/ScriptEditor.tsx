import { IconArrowLeft, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem, type Problem } from '@/api/problem';
import { useCodeText } from '@/app/problem-text';
import { useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Segments } from '@/ui/Segments';
import { TextInput } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import { RemoveButton, Section } from '../parts';
import { added, emptyScript, problemsByNode, without } from './draft';
import { NodeCard } from './NodeCard';
import { Place } from './Place';
import classes from './Scripts.module.css';
import { TryOut } from './TryOut';
import { type Definition, type Kind, type Node, type Script, scripts, scriptsKey } from './wire';

/** One script: its name, where it is offered, its steps; tried out beside them before it is kept. */
export function ScriptEditor({ script, onClose }: { script: Script | null; onClose: () => void }) {
  const t = useTranslations('settings.scripts');
  const all = useTranslations();
  const client = useQueryClient();
  const code = useCodeText();
  const cx = useShown();
  const [name, setName] = useState(script?.name ?? '');
  const [kind, setKind] = useState<Kind>(script?.kind ?? 'call');
  const [draft, setDraft] = useState<Definition>(() =>
    script
      ? definitionOf(script)
      : emptyScript({ hello: t('first.hello'), ask: t('first.ask'), end: t('first.end') }),
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [trying, setTrying] = useState(false);
  const [busy, setBusy] = useState(false);
  const wrong = problemsByNode(problem?.problems ?? []);
  const set = (part: Partial<Definition>) => setDraft((old) => ({ ...old, ...part }));
  const change = (node: Node) =>
    set({ nodes: draft.nodes.map((one) => (one.id === node.id ? node : one)) });
  const work = async (what: () => Promise<unknown>, said: string) => {
    setBusy(true);
    try {
      await what();
      await client.invalidateQueries({ queryKey: scriptsKey });
      toasts.show({ text: said, tone: 'success', seconds: 3 });
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  const save = () =>
    work(
      () =>
        script
          ? scripts.update(script.id, { name, kind, script: draft, version: script.version })
          : scripts.create(name, kind, draft),
      all('settings.saved'),
    );
  const elsewhere = problem
    ? problem.problems.length > 0
      ? (wrong.get('') ?? []).map((one) => code(one.code, one.params))
      : [code(problem.code)]
    : [];
  return (
    <Section title={script?.name ?? t('new')} wide>
      <div className={classes.bar}>
        <Button look="quiet" icon={<IconArrowLeft size={15} aria-hidden />} onClick={onClose}>
          {t('all')}
        </Button>
        <span className={classes.space} />
        {script && (
          <RemoveButton
            title={t('removeTitle', { name: script.name })}
            lead={t('removeLead', { count: script.nodes.length })}
            busy={busy}
            onRemove={() => void work(() => scripts.remove(script.id), all('settings.removed'))}
          />
        )}
        <Button
          icon={<IconPlayerPlay size={15} aria-hidden />}
          aria-pressed={trying}
          onClick={() => setTrying(!trying)}
        >
          {t('tryOut')}
        </Button>
        <Button
          look="primary"
          busy={busy}
          disabled={name.trim() === ''}
          onClick={() => void save()}
        >
          {all('common.save')}
        </Button>
      </div>
      {trying && <TryOut key={JSON.stringify(draft)} script={draft} cx={cx} />}
      {problem && (
        <p className={classes.wrong} role="alert">
          {[t('notSaved'), ...elsewhere].join(' ')}
        </p>
      )}
      <div className={classes.head}>
        <TextInput
          label={t('name')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Segments
          label={t('what')}
          value={kind}
          options={(['call', 'meeting'] as const).map((key) => ({ key, label: t(`kind.${key}`) }))}
          onPick={setKind}
        />
      </div>
      <Place draft={draft} onChange={set} />
      <p className={classes.quiet}>{t('placeholders')}</p>
      <ol className={classes.nodes}>
        {draft.nodes.map((node, at) => (
          <NodeCard
            key={node.id}
            node={node}
            number={at + 1}
            script={draft}
            cx={cx}
            problems={wrong.get(node.id) ?? []}
            onChange={change}
            onRemove={() => setDraft((old) => without(old, node.id))}
          />
        ))}
      </ol>
      <div className={classes.bar}>
        {(['say', 'choice', 'input', 'end'] as const).map((one) => (
          <Button
            key={one}
            size="small"
            icon={<IconPlus size={14} aria-hidden />}
            onClick={() => setDraft((old) => added(old, one, '')[0])}
          >
            {t(`step.${one}`)}
          </Button>
        ))}
      </div>
    </Section>
  );
}

function definitionOf({ objects, pipelines, stages, start, nodes }: Script): Definition {
  return { objects, pipelines, stages, start, nodes };
}
