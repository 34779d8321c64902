import {
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMusic,
  IconPhoto,
  IconVideo,
} from '@tabler/icons-react';

/** A sign for what is in a file, by its type. */
export function FileIcon({ type, size = 18 }: { type: string; size?: number }) {
  const Icon = iconOf(type);
  return <Icon size={size} stroke={1.6} aria-hidden />;
}

function iconOf(type: string): typeof IconFile {
  if (type.startsWith('image/')) return IconPhoto;
  if (type.startsWith('audio/')) return IconMusic;
  if (type.startsWith('video/')) return IconVideo;
  if (type === 'application/pdf') return IconFileTypePdf;
  if (/sheet|excel|csv/.test(type)) return IconFileSpreadsheet;
  if (/zip|compressed|tar|gzip|7z|rar/.test(type)) return IconFileZip;
  if (type.startsWith('text/') || /word|document|rtf/.test(type)) return IconFileText;
  return IconFile;
}
