import { useTranslations } from 'use-intl';
import { Dialog } from '@/ui/Dialog';
import type { Noted } from './marks';
import { Objections } from './Objections';
import classes from './Talk.module.css';
import type { About } from './wire';

/** Marks an objection that was met in a call, a meeting or a note. */
export default function MarkDialog({
  about,
  onClose,
  onNoted,
}: {
  about: About;
  onClose: () => void;
  onNoted?: (noted: Noted) => void;
}) {
  const t = useTranslations('talk');
  return (
    <Dialog opened onClose={onClose} title={t('markTitle')} size={480}>
      <div className={classes.step}>
        <Objections about={about} autoFocus onMarked={onClose} onNoted={onNoted} />
      </div>
    </Dialog>
  );
}
