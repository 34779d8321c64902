import { IconArrowsDiagonal, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useShortcuts } from '@/app/shortcuts';
import { withTexts } from '@/i18n';
import { IconButton } from '@/ui/Button';
import { Editing } from '../presence/editing';
import { People } from './People';
import { RecordMenu } from './RecordMenu';
import classes from './RecordPanel.module.css';

/** What is in the panel comes when it is first wanted: a list is shown sooner without it. */
const load = withTexts(['leads'], () => import('./RecordView'));
const RecordView = lazy(() => load().then((part) => ({ default: part.RecordView })));

type Props = {
  object: string;
  id: string;
  /** "13 / 8,800" */
  position?: string;
  onPrevious?: () => void;
  onNext?: () => void;
  onClose: () => void;
};

/** A record beside the list or the board; the whole screen on a phone. */
export function RecordPanel({ object, id, position, onPrevious, onNext, onClose }: Props) {
  const t = useTranslations('record');
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const expand = () => void navigate({ to: '/records/$object/$id', params: { object, id } });
  useShortcuts({
    Escape: onClose,
    BracketLeft: () => onPrevious?.(),
    BracketRight: () => onNext?.(),
  });
  return (
    <aside className={classes.panel} aria-label={t('panel')}>
      <div className={classes.top}>
        <span className={classes.position}>{position}</span>
        <People key={id} object={object} id={id} editing={editing} />
        <IconButton label={t('previous')} disabled={!onPrevious} onClick={onPrevious}>
          <IconChevronUp size={17} />
        </IconButton>
        <IconButton label={t('next')} disabled={!onNext} onClick={onNext}>
          <IconChevronDown size={17} />
        </IconButton>
        <RecordMenu object={object} id={id} onGone={onClose} />
        <IconButton label={t('expand')} onClick={expand} className={classes.expand}>
          <IconArrowsDiagonal size={16} />
        </IconButton>
        <IconButton label={t('close')} onClick={onClose}>
          <IconX size={17} />
        </IconButton>
      </div>
      <Editing value={setEditing}>
        <Suspense fallback={null}>
          <RecordView key={id} object={object} id={id} />
        </Suspense>
      </Editing>
    </aside>
  );
}
