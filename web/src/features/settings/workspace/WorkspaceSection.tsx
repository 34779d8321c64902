import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { keys } from '@/api/keys';
import type { Language } from '@/api/types';
import { accentNames, accents } from '@/app/accent';
import { updateWorkspace, useWorkspace, type Workspace } from '@/app/workspace';
import { languageNames, languages } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { addDays } from '@/ui/Calendar';
import { Choose } from '@/ui/Choose';
import { Skeleton } from '@/ui/State';
import { Labelled, TextInput } from '@/ui/TextInput';
import { Section, useAct } from '../parts';
import settings from '../Settings.module.css';
import { MenuEditor } from './MenuEditor';
import classes from './Workspace.module.css';

/** Touched whenever the workspace is: the session carries its name and zone, the catalogue its labels. */
const touched = [keys.workspace, keys.session, keys.catalogue];

/** The name, the colour and the menu of the whole workspace. */
export default function WorkspaceSection() {
  const t = useTranslations('settings');
  const workspace = useWorkspace();
  return (
    <Section title={t('section.workspace')} lead={t('workspace.lead')}>
      {workspace ? <Parts key={workspace.name} workspace={workspace} /> : <Skeleton width="50%" />}
    </Section>
  );
}

function Parts({ workspace }: { workspace: Workspace }) {
  const t = useTranslations();
  const { busy, act } = useAct();
  const { locale } = useFormat();
  const ids = { language: useId(), zone: useId(), week: useId() };
  const [draft, setDraft] = useState(workspace);
  const change = (part: Partial<Workspace>) => setDraft((old) => ({ ...old, ...part }));
  const kept = ['name', 'language', 'time_zone', 'week_start'] as const;
  const changed = kept.some((key) => draft[key] !== workspace[key]);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const zones = Intl.supportedValuesOf?.('timeZone') ?? [];
  const save = () =>
    act(
      () => updateWorkspace(Object.fromEntries(kept.map((key) => [key, draft[key]]))),
      touched,
      t('settings.saved'),
    );
  return (
    <div className={classes.parts}>
      <form
        className={settings.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (draft.name.trim()) void save();
        }}
      >
        <TextInput
          label={t('settings.workspace.name')}
          required
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <div className={classes.pair}>
          <Labelled
            id={ids.language}
            label={t('settings.workspace.language')}
            hint={t('settings.workspace.languageHint')}
          >
            <Choose
              id={ids.language}
              label={t('settings.workspace.language')}
              size="large"
              value={draft.language}
              options={languages.map((id) => ({ value: id, label: languageNames[id] }))}
              onChange={(language) => change({ language: language as Language })}
            />
          </Labelled>
          <Labelled
            id={ids.zone}
            label={t('settings.workspace.zone')}
            hint={t('settings.workspace.zoneHint')}
          >
            <Choose
              id={ids.zone}
              label={t('settings.workspace.zone')}
              size="large"
              value={draft.time_zone}
              options={(zones.includes(draft.time_zone) ? zones : [draft.time_zone, ...zones]).map(
                (id) => ({ value: id, label: id.replaceAll('_', ' ') }),
              )}
              onChange={(time_zone) => change({ time_zone })}
            />
          </Labelled>
          <Labelled id={ids.week} label={t('settings.workspace.week')}>
            <Choose
              id={ids.week}
              label={t('settings.workspace.week')}
              size="large"
              value={String(draft.week_start)}
              options={[1, 6, 7].map((day) => ({
                value: String(day),
                label: weekday.format(new Date(`${addDays('2026-11-23', day - 1)}T00:00:00Z`)),
              }))}
              onChange={(day) => change({ week_start: Number(day) })}
            />
          </Labelled>
        </div>
        {changed && (
          <div className={classes.save}>
            <Button onClick={() => setDraft(workspace)}>{t('common.cancel')}</Button>
            <Button type="submit" look="primary" busy={busy} disabled={!draft.name.trim()}>
              {t('common.save')}
            </Button>
          </div>
        )}
      </form>
      <fieldset className={classes.group}>
        <legend>{t('settings.workspace.accent')}</legend>
        <p className={settings.lead}>{t('settings.workspace.accentHint')}</p>
        <div className={classes.accents}>
          {accents.map((accent, index) => {
            const chosen = (workspace.accent ?? accents[0]) === accent;
            const name = t(`settings.workspace.accents.${accentNames[index] ?? 'indigo'}`);
            return (
              <button
                key={accent}
                type="button"
                className={classes.accent}
                style={{ background: accent }}
                aria-label={name}
                title={name}
                aria-pressed={chosen}
                onClick={() =>
                  void act(
                    () => updateWorkspace({ accent: index === 0 ? null : accent }),
                    [keys.workspace],
                  )
                }
              />
            );
          })}
        </div>
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{t('settings.workspace.menu')}</legend>
        <p className={settings.lead}>{t('settings.workspace.menuHint')}</p>
        <MenuEditor
          menu={workspace.menu}
          onChange={(menu) => act(() => updateWorkspace({ menu }), [keys.workspace])}
        />
      </fieldset>
    </div>
  );
}
