import { IconLock, IconSettings } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/app/session';
import { usePhone } from '@/app/useWide';
import { withTexts } from '@/i18n';
import { cx } from '@/ui/cx';
import { Page, PageBody, PageHeader } from '@/ui/Page';
import { Empty } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import classes from './Settings.module.css';
import { isSection, type SectionKey } from './search';
import { sectionsFor } from './sections';

const parts: Record<SectionKey, ComponentType> = {
  workspace: lazy(() => import('./workspace/WorkspaceSection')),
  people: lazy(() => import('./people/PeopleSection')),
  teams: lazy(() => import('./teams/TeamsSection')),
  'working-time': lazy(() => import('./working-time/WorkingTimeSection')),
  roles: lazy(() => import('./roles/RolesSection')),
  pipelines: lazy(() => import('./pipelines/PipelinesSection')),
  distribution: lazy(() => import('./distribution/DistributionSection')),
  scripts: lazy(withTexts(['talk'], () => import('./scripts/ScriptsSection'))),
  calculations: lazy(
    withTexts(['calculations'], () => import('./calculations/CalculationsSection')),
  ),
  rates: lazy(() => import('./rates/RatesSection')),
  fields: lazy(() => import('./fields/FieldsSection')),
  setups: lazy(withTexts(['setups'], () => import('./setups/SetupsSection'))),
};

/** What an administrator sets up, part by part. */
export default function SettingsPage() {
  const t = useTranslations('settings');
  const phone = usePhone();
  const navigate = useNavigate();
  const { can } = useSession();
  const { section } = useParams({ from: '/inside/settings/$section' });
  const sections = sectionsFor(can);
  const here = sections.find(({ key }) => key === section) ?? undefined;
  const exists = section in parts;
  const Part = here && isSection(here.key) ? parts[here.key] : null;
  return (
    <Page>
      <PageHeader icon={<IconSettings size={18} stroke={1.6} />} title={t('title')} />
      {phone && (
        <TabBar
          label={t('sections')}
          active={here?.key}
          tabs={sections.map(({ key }) => ({ key, label: t(`section.${key}`) }))}
          onPick={(key) => void navigate({ to: '/settings/$section', params: { section: key } })}
        />
      )}
      <PageBody className={classes.body}>
        {!phone && (
          <nav className={classes.nav} aria-label={t('sections')}>
            <ul>
              {sections.map(({ key, icon }) => (
                <li key={key}>
                  <Link
                    to="/settings/$section"
                    params={{ section: key }}
                    className={cx(classes.link, key === here?.key && classes.here)}
                    aria-current={key === here?.key ? 'page' : undefined}
                  >
                    {icon}
                    {t(`section.${key}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div className={classes.content}>
          {Part ? (
            <Suspense fallback={null}>
              <Part />
            </Suspense>
          ) : (
            <Empty
              icon={<IconLock size={22} stroke={1.6} />}
              title={t(exists ? 'notYours' : 'unknown')}
              hint={t(exists ? 'notYoursHint' : 'unknownHint')}
            />
          )}
        </div>
      </PageBody>
    </Page>
  );
}
