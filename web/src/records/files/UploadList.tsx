import { IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useProblemText } from '@/app/problem-text';
import { useFormat } from '@/i18n/format';
import { IconButton } from '@/ui/Button';
import classes from './Files.module.css';
import type { Upload } from './useUploads';

type Props = {
  uploads: readonly Upload[];
  onDrop: (key: number) => void;
  onAgain: (key: number) => void;
};

/** What is on its way, with how far it has come; what failed, with the reason and another try. */
export function UploadList({ uploads, onDrop, onAgain }: Props) {
  const t = useTranslations('files');
  const words = useProblemText();
  const format = useFormat();
  if (uploads.length === 0) return null;
  return (
    <ul className={classes.uploads}>
      {uploads.map(({ key, name, share, problem }) => (
        <li key={key} className={classes.upload}>
          <span className={classes.name}>{name}</span>
          {problem ? (
            <span className={classes.failed} role="alert">
              {words(problem)}
            </span>
          ) : (
            <>
              <span className={classes.fact}>{format.percent(share, 0)}</span>
              <progress
                className={classes.progress}
                max={1}
                value={share}
                aria-label={t('uploading', { name })}
              />
            </>
          )}
          {problem && (
            <IconButton size="small" label={t('again')} onClick={() => onAgain(key)}>
              <IconRefresh size={15} stroke={1.7} />
            </IconButton>
          )}
          <IconButton size="small" label={t('stop')} onClick={() => onDrop(key)}>
            <IconX size={15} stroke={1.7} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
