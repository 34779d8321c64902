import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Said } from '@/features/talk/Said';
import { StepView } from '@/features/talk/StepView';
import { nextNode, type Step } from '@/features/talk/way';
import type { Shown } from '@/fields';
import { Button } from '@/ui/Button';
import classes from './Scripts.module.css';
import type { Definition } from './wire';

/** The script as whoever talks will see it, without a record: nothing is kept. */
export function TryOut({ script, cx }: { script: Definition; cx: Shown }) {
  const t = useTranslations('settings.scripts');
  const [path, setPath] = useState<Step[]>([]);
  const node = nextNode(script.nodes, script.start, path);
  return (
    <section className={classes.try} aria-label={t('tryOut')}>
      {!node && <p className={classes.wrong}>{t('breaksOff')}</p>}
      {node?.kind === 'end' && <Said text={node.text} />}
      {node && node.kind !== 'end' && (
        <StepView
          key={path.length}
          node={{ ...node, field: null, object: null }}
          cx={cx}
          onStep={(said) => setPath([...path, { node: node.id, ...said }])}
        />
      )}
      {path.length > 0 && (
        <Button size="small" look="quiet" onClick={() => setPath(path.slice(0, -1))}>
          {t('stepBack')}
        </Button>
      )}
    </section>
  );
}
