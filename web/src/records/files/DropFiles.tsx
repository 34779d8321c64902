import { IconUpload } from '@tabler/icons-react';
import { type ClipboardEvent, type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './DropFiles.module.css';

type Props = {
  enabled: boolean;
  onFiles: (files: File[]) => void;
  className?: string;
  children: ReactNode;
};

const carriesFiles = (data: DataTransfer) => data.types.includes('Files');

/** Takes files that are dragged over it or pasted into it. */
export function DropFiles({ enabled, onFiles, className, children }: Props) {
  const t = useTranslations('files');
  const [over, setOver] = useState(false);
  // Entering a child is told before leaving its parent: only the count says whether one is still inside.
  const depth = useRef(0);
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  const handlers = enabled && {
    onDragEnter: (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      depth.current += 1;
      setOver(true);
    },
    onDragOver: (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDragLeave: () => {
      depth.current -= 1;
      if (depth.current <= 0) leave();
    },
    onDrop: (event: DragEvent) => {
      leave();
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      onFiles([...event.dataTransfer.files]);
    },
    onPaste: (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0 || event.isDefaultPrevented()) return;
      event.preventDefault();
      onFiles(files);
    },
  };
  return (
    <div className={className} data-drop-files {...handlers}>
      {children}
      {over && (
        <div className={classes.over} aria-hidden>
          <span>
            <IconUpload size={18} stroke={1.7} />
            {t('dropHere')}
          </span>
        </div>
      )}
    </div>
  );
}
