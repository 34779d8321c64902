import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { PageGone } from '@/app/faults';
import { useNarrow } from '@/app/useWide';
import { useObject } from '@/catalogue';
import { ObjectIcon } from '@/catalogue/icons';
import { IconButton } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { People } from './panel/People';
import { RecordMenu } from './panel/RecordMenu';
import { RecordView } from './panel/RecordView';
import { Editing } from './presence/editing';
import classes from './RecordPage.module.css';
import type { RecordSearch } from './search';

export default function RecordPage() {
  const t = useTranslations('record');
  const { object: key, id } = useParams({ from: '/inside/records/$object/$id' });
  const { tab } = useSearch({ from: '/inside/records/$object/$id' });
  const navigate = useNavigate({ from: '/records/$object/$id' });
  const router = useRouter();
  const object = useObject(key);
  const narrow = useNarrow();
  const [editing, setEditing] = useState(false);
  if (!object) {
    return (
      <Page>
        <PageGone />
      </Page>
    );
  }
  const back = () => {
    if (router.history.canGoBack()) router.history.back();
    else void navigate({ to: '/records/$object', params: { object: key } });
  };
  return (
    <Page>
      <header className={classes.top}>
        <IconButton label={t('back')} onClick={back}>
          <IconArrowLeft size={17} />
        </IconButton>
        <button
          type="button"
          className={classes.crumb}
          onClick={() => void navigate({ to: '/records/$object', params: { object: key } })}
        >
          <ObjectIcon name={key === 'deal' ? 'deal' : object.icon} size={16} />
          {object.label_plural}
        </button>
        <span className={classes.end}>
          <People key={id} object={key} id={id} editing={editing} />
          <RecordMenu object={key} id={id} onGone={back} />
        </span>
      </header>
      <Editing value={setEditing}>
        <RecordView
          key={id}
          object={key}
          id={id}
          wide={!narrow}
          tab={tab}
          onTab={(next) =>
            void navigate({ search: (old: RecordSearch) => ({ ...old, tab: next }), replace: true })
          }
        />
      </Editing>
    </Page>
  );
}
