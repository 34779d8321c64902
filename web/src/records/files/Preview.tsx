import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { contentAddress, type FileInfo } from './api';
import classes from './Preview.module.css';

type Props = {
  /** Those that can be shown; arrows go from one to the next. */
  files: readonly FileInfo[];
  start: string;
  onClose: () => void;
};

/** Pictures and PDF files, looked at without leaving the record. */
export function Preview({ files, start, onClose }: Props) {
  const t = useTranslations('files');
  const [id, setId] = useState(start);
  const at = files.findIndex((file) => file.id === id);
  const file = files[at];
  const before = files[at - 1]?.id;
  const after = files[at + 1]?.id;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const to = { ArrowLeft: before, ArrowRight: after }[event.key];
      if (to) setId(to);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [before, after]);
  if (!file) return null;
  const go = (to: string | undefined) => to && setId(to);
  const address = contentAddress(file.id, true);
  return (
    <Dialog opened onClose={onClose} title={file.name} size={960}>
      <div className={classes.preview}>
        <div className={classes.stage}>
          {file.preview === 'image' ? (
            <img key={id} src={address} alt={file.name} className={classes.image} />
          ) : (
            <iframe key={id} src={address} title={file.name} className={classes.pages} />
          )}
        </div>
        <div className={classes.bar}>
          <IconButton label={t('previous')} disabled={!before} onClick={() => go(before)}>
            <IconChevronLeft size={18} />
          </IconButton>
          <span className={classes.place}>{t('place', { at: at + 1, count: files.length })}</span>
          <IconButton label={t('next')} disabled={!after} onClick={() => go(after)}>
            <IconChevronRight size={18} />
          </IconButton>
          <a className={classes.download} href={contentAddress(file.id)} download={file.name}>
            <IconDownload size={16} stroke={1.7} aria-hidden />
            {t('download')}
          </a>
        </div>
      </div>
    </Dialog>
  );
}
