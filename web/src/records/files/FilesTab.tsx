import { IconPaperclip, IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { Button } from '@/ui/Button';
import { Empty, Failed, Skeleton } from '@/ui/State';
import { FileList } from './FileList';
import classes from './Files.module.css';
import { UploadList } from './UploadList';
import { useFiles, useRemoveFile, useRenameFile } from './useFiles';
import type { useUploads } from './useUploads';

type Props = { record: Rec; uploads: ReturnType<typeof useUploads> };

/** What has been attached to a record. Files come by button, by dragging them here, or pasted. */
export function FilesTab({ record, uploads }: Props) {
  const t = useTranslations('files');
  const { data, error, refetch } = useFiles(record.object, record.id);
  const remove = useRemoveFile(record.object, record.id);
  const rename = useRenameFile(record.object, record.id);
  const input = useRef<HTMLInputElement>(null);
  const may = record.can?.edit !== false && !record.deleted_at;
  const choose = (
    <>
      <Button
        size="small"
        icon={<IconUpload size={15} stroke={1.7} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {t('choose')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          uploads.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  const empty = data?.length === 0 && uploads.uploads.length === 0;
  return (
    <div>
      {!data && <Skeleton width="60%" />}
      {empty && (
        <Empty
          icon={<IconPaperclip size={20} stroke={1.6} />}
          title={t('nothing')}
          hint={may ? t('nothingHint') : undefined}
        >
          {may && choose}
        </Empty>
      )}
      {!empty && data && may && <div className={classes.top}>{choose}</div>}
      <UploadList {...uploads} onDrop={uploads.drop} onAgain={uploads.again} />
      {data && data.length > 0 && (
        <FileList
          files={data}
          onRename={may ? rename : undefined}
          onRemove={may ? (file) => void remove(file) : undefined}
        />
      )}
    </div>
  );
}
