import { IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { IconButton } from '@/ui/Button';
import { contentAddress, type FileInfo, thumbnailAddress } from './api';
import classes from './Files.module.css';
import { FileIcon } from './icons';
import { Preview } from './Preview';
import { RenameFile } from './RenameFile';
import { sizeText } from './size';

type Props = {
  files: readonly FileInfo[];
  /** Gives one another name; left out where that is not to be done. */
  onRename?: (file: FileInfo, name: string) => Promise<boolean>;
  /** Takes one away; left out where that is not to be done. */
  onRemove?: (file: FileInfo) => void;
  /** Only the name and size, as in a note. */
  plain?: boolean;
};

/** Files by name, with what they are and who brought them; those that can be shown open in place. */
export function FileList({ files, onRename, onRemove, plain }: Props) {
  const [renaming, setRenaming] = useState<FileInfo | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const previews = files.filter((file) => file.preview);
  return (
    <>
      <ul className={plain ? classes.chips : classes.list}>
        {files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            plain={plain}
            onShow={file.preview ? () => setShown(file.id) : undefined}
            onRename={onRename && (() => setRenaming(file))}
            onRemove={onRemove && (() => onRemove(file))}
          />
        ))}
      </ul>
      {renaming && onRename && (
        <RenameFile
          name={renaming.name}
          onClose={() => setRenaming(null)}
          onRename={async (name) => name === renaming.name || (await onRename(renaming, name))}
        />
      )}
      {shown && <Preview files={previews} start={shown} onClose={() => setShown(null)} />}
    </>
  );
}

type RowProps = {
  file: FileInfo;
  plain?: boolean;
  onShow?: () => void;
  onRename?: () => void;
  onRemove?: () => void;
};

function FileRow({ file, plain, onShow, onRename, onRemove }: RowProps) {
  const t = useTranslations('files');
  const format = useFormat();
  const users = useUsersById();
  const [broken, setBroken] = useState(false);
  const by = file.by ? users.get(file.by)?.name : undefined;
  const facts = [sizeText(file.size, format.locale)];
  if (!plain) facts.push(format.dateTime(file.at));
  if (!plain && by) facts.push(by);
  const inside = (
    <>
      <span className={classes.sign}>
        {file.preview === 'image' && !broken ? (
          <img
            src={thumbnailAddress(file.id)}
            alt=""
            loading="lazy"
            onError={() => setBroken(true)}
          />
        ) : (
          <FileIcon type={file.type} />
        )}
      </span>
      <span className={classes.text}>
        <span className={classes.name}>{file.name}</span>
        <span className={classes.fact}>{facts.join(' · ')}</span>
      </span>
    </>
  );
  return (
    <li className={classes.file}>
      {onShow ? (
        <button type="button" className={classes.open} title={t('show')} onClick={onShow}>
          {inside}
        </button>
      ) : (
        <a className={classes.open} href={contentAddress(file.id)} download={file.name}>
          {inside}
        </a>
      )}
      <span className={classes.buttons}>
        <a
          className={classes.save}
          href={contentAddress(file.id)}
          download={file.name}
          aria-label={t('downloadFile', { name: file.name })}
          title={t('download')}
        >
          <IconDownload size={16} stroke={1.7} aria-hidden />
        </a>
        {onRename && (
          <IconButton size="small" label={t('rename', { name: file.name })} onClick={onRename}>
            <IconPencil size={16} stroke={1.7} />
          </IconButton>
        )}
        {onRemove && (
          <IconButton size="small" label={t('remove', { name: file.name })} onClick={onRemove}>
            <IconTrash size={16} stroke={1.7} />
          </IconButton>
        )}
      </span>
    </li>
  );
}
