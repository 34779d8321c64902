import { IconFileImport } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePhone } from '@/app/useWide';
import { Page, PageBody, PageHeader } from '@/ui/Page';
import { CheckStep } from './CheckStep';
import { Choose } from './ChooseFile';
import { Earlier } from './Earlier';
import classes from './Import.module.css';
import { MapStep } from './MapStep';
import { RunView } from './RunView';
import { type Step, Steps } from './Steps';
import { useDraft } from './useImport';

const route = getRouteApi('/inside/import');

/** From a file to records in four steps: the file, its columns, what would become of each row, and the doing. */
export default function ImportPage() {
  const t = useTranslations('import');
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const phone = usePhone();
  const [checking, setChecking] = useState(false);
  const { draft, upload, setMapping, drop } = useDraft();
  const step: Step = id ? 'run' : !draft ? 'file' : checking ? 'check' : 'map';
  const again = () => {
    drop();
    setChecking(false);
    upload.reset();
    void navigate({ search: {} });
  };
  return (
    <Page>
      <PageHeader
        icon={<IconFileImport size={18} stroke={1.6} aria-hidden />}
        title={t('title')}
        hint={phone ? undefined : draft?.file.filename}
      >
        <Steps
          at={step}
          onBack={(to) => {
            if (to === 'file') again();
            if (to === 'map') setChecking(false);
          }}
        />
      </PageHeader>
      <PageBody className={classes.body}>
        {step === 'file' && (
          <div className={classes.narrow}>
            <Choose upload={upload} />
            <Earlier />
          </div>
        )}
        {step === 'map' && draft && (
          <MapStep
            draft={draft}
            upload={upload}
            onMapping={setMapping}
            onNext={() => setChecking(true)}
            onCancel={again}
          />
        )}
        {step === 'check' && draft && (
          <CheckStep
            draft={draft}
            onMapping={setMapping}
            onBack={() => setChecking(false)}
            onStarted={(run) => void navigate({ search: { id: run } })}
          />
        )}
        {id && <RunView key={id} id={id} object={draft?.mapping.object} onAgain={again} />}
      </PageBody>
    </Page>
  );
}
