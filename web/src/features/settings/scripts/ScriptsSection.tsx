import { IconMessages, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Sortable } from '@/ui/Sortable';
import { Empty, Failed } from '@/ui/State';
import { Section, useAct } from '../parts';
import { ScriptEditor } from './ScriptEditor';
import classes from './Scripts.module.css';
import { type Script, scripts, scriptsKey } from './wire';

/** How calls and meetings go: the scripts in order, and the editor of one. */
export default function ScriptsSection() {
  const t = useTranslations('settings');
  const [edited, setEdited] = useState<Script | 'new' | null>(null);
  if (edited) {
    return (
      <ScriptEditor script={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
    );
  }
  return (
    <Section title={t('section.scripts')} lead={t('scripts.lead')} wide>
      <List onEdit={setEdited} />
    </Section>
  );
}

function List({ onEdit }: { onEdit: (script: Script | 'new') => void }) {
  const t = useTranslations('settings.scripts');
  const { act } = useAct();
  const [order, setOrder] = useState<Script[] | null>(null);
  const found = useQuery({ queryKey: scriptsKey, queryFn: scripts.list });
  const list = order ?? found.data;
  const sort = async (next: Script[]) => {
    const moved = next.findIndex((script, at) => script.id !== list?.[at]?.id);
    if (moved < 0 || !list) return;
    const from = list[moved];
    const down = from && next[moved]?.id === list[moved + 1]?.id && next.indexOf(from) > moved + 1;
    const one = down ? from : next[moved];
    if (!one) return;
    setOrder(next);
    await act(() => scripts.update(one.id, { position: next.indexOf(one) }), [scriptsKey]);
    setOrder(null);
  };
  return (
    <>
      {found.error && !list && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {list?.length === 0 && (
        <Empty
          icon={<IconMessages size={22} stroke={1.6} />}
          title={t('none')}
          hint={t('noneHint')}
        />
      )}
      {list && list.length > 0 && (
        <Sortable
          items={list}
          keyOf={(script) => script.id}
          handle={(script) => t('move', { name: script.name })}
          onOrder={(next) => void sort(next)}
        >
          {(script) => (
            <>
              <Checkbox
                label={t('offered', { name: script.name })}
                checked={script.active}
                onChange={(active) =>
                  void act(() => scripts.update(script.id, { active }), [scriptsKey])
                }
              />
              <button
                type="button"
                className={classes.script}
                data-off={!script.active || undefined}
                onClick={() => onEdit(script)}
              >
                <span className={classes.name}>{script.name}</span>
                <span className={classes.quiet}>
                  {t(`kind.${script.kind}`)} · {t('steps', { count: script.nodes.length })}
                </span>
              </button>
            </>
          )}
        </Sortable>
      )}
      <div>
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} />}
          onClick={() => onEdit('new')}
        >
          {t('new')}
        </Button>
      </div>
    </>
  );
}
