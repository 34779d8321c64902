import { IconCopy, IconKey, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { Token } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { NameDialog } from '@/features/settings/parts';
import { useFormat } from '@/i18n/format';
import { Button, IconButton } from '@/ui/Button';
import { addMonths } from '@/ui/Calendar';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Failed } from '@/ui/State';
import { Labelled } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import classes from './Profile.module.css';

/** Keys for programs that act in one's name. A key is shown once, when it is made. */
export function TokensSection() {
  const t = useTranslations();
  const format = useFormat();
  const client = useQueryClient();
  const words = useProblemText();
  const [making, setMaking] = useState(false);
  const [removing, setRemoving] = useState<Token | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: keys.tokens, queryFn: api.tokens.list });

  const remove = async (token: Token) => {
    try {
      await api.tokens.remove(token.id);
      setRemoving(null);
      await client.invalidateQueries({ queryKey: keys.tokens });
      toasts.show({ text: t('profile.tokenRemoved', { name: token.name }) });
    } catch (problem) {
      toasts.show({ tone: 'error', text: t('errors.title'), detail: words(asProblem(problem)) });
    }
  };

  return (
    <section className={classes.section}>
      <div className={classes.headingRow}>
        <h2 className={classes.heading}>{t('profile.tokens')}</h2>
        <Button size="small" icon={<IconPlus size={14} />} onClick={() => setMaking(true)}>
          {t('profile.tokenNew')}
        </Button>
      </div>
      <p className={classes.lead}>{t('profile.tokensLead')}</p>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {data && data.length > 0 && (
        <ul className={classes.tokens}>
          {data.map((token) => (
            <li key={token.id} className={classes.token}>
              <IconKey size={16} stroke={1.6} aria-hidden />
              <span className={classes.tokenName}>{token.name}</span>
              <span className={classes.quiet}>
                {token.expires_at
                  ? t('profile.tokenUntil', { date: format.date(format.dayOf(token.expires_at)) })
                  : t('profile.tokenForever')}
              </span>
              <IconButton
                size="small"
                label={t('profile.tokenRemove', { name: token.name })}
                onClick={() => setRemoving(token)}
              >
                <IconTrash size={15} stroke={1.7} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {making && <NewToken onClose={() => setMaking(false)} />}
      {removing && (
        <Dialog
          opened
          size={400}
          onClose={() => setRemoving(null)}
          title={t('profile.tokenRemove', { name: removing.name })}
          footer={
            <>
              <Button onClick={() => setRemoving(null)}>{t('common.cancel')}</Button>
              <Button look="danger" onClick={() => void remove(removing)}>
                {t('common.remove')}
              </Button>
            </>
          }
        >
          {t('profile.tokenRemoveLead')}
        </Dialog>
      )}
    </section>
  );
}

const terms = ['3', '12', 'none'] as const;

function NewToken({ onClose }: { onClose: () => void }) {
  const t = useTranslations();
  const format = useFormat();
  const client = useQueryClient();
  const words = useProblemText();
  const [term, setTerm] = useState<string>('12');
  const [made, setMade] = useState<Token | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async (name: string) => {
    setBusy(true);
    try {
      const until =
        term === 'none' ? undefined : `${addMonths(format.today(), Number(term))}T00:00:00Z`;
      setMade(await api.tokens.create({ name, ...(until ? { expires_at: until } : {}) }));
      await client.invalidateQueries({ queryKey: keys.tokens });
    } catch (error) {
      toasts.show({ tone: 'error', text: t('errors.title'), detail: words(asProblem(error)) });
    } finally {
      setBusy(false);
    }
  };
  if (made) {
    return (
      <Dialog
        opened
        onClose={onClose}
        title={t('profile.tokenMade')}
        footer={
          <Button look="primary" onClick={onClose}>
            {t('common.done')}
          </Button>
        }
      >
        <p className={classes.lead}>{t('profile.tokenOnce')}</p>
        <div className={classes.secret}>
          <code>{made.token}</code>
          <IconButton
            label={t('common.copy')}
            onClick={() =>
              void navigator.clipboard
                ?.writeText(made.token ?? '')
                .then(() => toasts.show({ text: t('common.copied'), seconds: 3 }))
            }
          >
            <IconCopy size={16} />
          </IconButton>
        </div>
      </Dialog>
    );
  }
  return (
    <NameDialog
      title={t('profile.tokenNew')}
      label={t('profile.tokenName')}
      hint={t('profile.tokenNameHint')}
      busy={busy}
      onName={(name) => void make(name)}
      onClose={onClose}
    >
      <Labelled label={t('profile.tokenTerm')}>
        <Choose
          label={t('profile.tokenTerm')}
          value={term}
          options={terms.map((id) => ({ value: id, label: t(`profile.terms.${id}`) }))}
          onChange={setTerm}
        />
      </Labelled>
    </NameDialog>
  );
}
