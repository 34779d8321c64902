import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue, ObjectType } from '@/api/types';
import { useUsersById } from '@/catalogue';
import { FieldInput, isEmpty, useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Failed } from '@/ui/State';
import classes from './Distribution.module.css';
import { type Answer, distribution, type Shared } from './wire';

const first: Record<Shared, string[]> = {
  lead: ['source', 'product', 'amount'],
  deal: ['source', 'company', 'amount'],
};

/** "Who would get this?": a record that is not written, and what the rules make of it. */
export function TestBox({ object, shared }: { object: ObjectType; shared: Shared }) {
  const t = useTranslations('settings.sharing');
  const cx = useShown();
  const [keys, setKeys] = useState(first[shared]);
  const [values, setValues] = useState<Record<string, FieldValue>>({});
  const attempt = useMutation({
    mutationFn: (fields: Record<string, FieldValue>) => distribution.attempt(shared, fields),
  });
  const writable = object.fields.filter(
    (field) => !field.read_only && !field.system && field.key !== object.owner,
  );
  const fields = keys.flatMap((key) => writable.find((field) => field.key === key) ?? []);
  const run = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.entries(values).filter(([, value]) => !isEmpty(value));
    attempt.mutate(Object.fromEntries(given));
  };
  return (
    <form className={classes.test} onSubmit={run} aria-label={t('who')}>
      <h3 className={classes.legend}>{t('who')}</h3>
      <div className={classes.testFields}>
        {fields.map((field) => (
          <div key={field.key} className={classes.testField}>
            <span className={classes.quiet} id={`test-${field.key}`}>
              {field.label}
            </span>
            <FieldInput
              field={field}
              value={values[field.key] ?? null}
              cx={cx}
              mode="form"
              record={values}
              label={field.label}
              onChange={(value) => setValues((old) => ({ ...old, [field.key]: value }))}
            />
          </div>
        ))}
      </div>
      <div className={classes.testFoot}>
        <Choose
          label={t('moreFields')}
          placeholder={t('moreFields')}
          value={null}
          options={writable
            .filter((field) => !keys.includes(field.key))
            .map((field) => ({ value: field.key, label: field.label }))}
          onChange={(key) => setKeys([...keys, key])}
        />
        <Button type="submit" busy={attempt.isPending}>
          {t('try')}
        </Button>
      </div>
      {attempt.error && <Failed error={attempt.error} onRetry={() => attempt.reset()} />}
      {attempt.data && <Outcome answer={attempt.data} />}
    </form>
  );
}

/** Who would get it and why, and who was passed over on the way. */
function Outcome({ answer }: { answer: Answer }) {
  const t = useTranslations('settings.sharing');
  const users = useUsersById();
  const nameOf = (id: string) => users.get(id)?.name ?? '';
  const why = answer.why as { reason?: string; name?: string } | null | undefined;
  return (
    <div className={classes.outcome} role="status">
      <p className={classes.winner}>
        {answer.user
          ? why?.reason === 'known_client'
            ? t('wouldKnow', { name: nameOf(answer.user) })
            : t('would', { name: nameOf(answer.user), rule: why?.name ?? '' })
          : t('nobody')}
      </p>
      {answer.rules.length > 0 && (
        <ol className={classes.tried}>
          {answer.rules.map((rule) => (
            <li key={rule.rule}>
              <b>{rule.name}</b>: {rule.fits ? t('fits') : t('doesNotFit')}
              {rule.passed.length > 0 && (
                <span className={classes.quiet}>
                  {' · '}
                  {rule.passed
                    .map((one) => `${nameOf(one.user)}: ${t(`because.${one.because}`)}`)
                    .join(', ')}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
