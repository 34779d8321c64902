import { address, send } from '@/api/http';
import { Problem } from '@/api/problem';

export type FileInfo = {
  id: string;
  name: string;
  size: number;
  type: string;
  at: string;
  by: string | null;
  preview: 'image' | 'pdf' | null;
};

export const filesKey = (object: string, id: string) => ['files', object, id] as const;

const ofRecord = (object: string, id: string) =>
  `/records/${encodeURIComponent(object)}/${encodeURIComponent(id)}/files`;

export async function listFiles(
  object: string,
  id: string,
  signal?: AbortSignal,
): Promise<FileInfo[]> {
  const { data } = await send<{ files: FileInfo[] }>('GET', ofRecord(object, id), { signal });
  return data.files;
}

export const removeFile = (id: string) => send<undefined>('DELETE', `/files/${id}`);

export const renameFile = (id: string, name: string) =>
  send<FileInfo>('PATCH', `/files/${id}`, { body: { name } });

/** Where the browser fetches the bytes: to save them, or to show them in place. */
export const contentAddress = (id: string, inline = false) =>
  address(`/files/${id}/content`, inline ? { inline: true } : undefined);

export const thumbnailAddress = (id: string) => address(`/files/${id}/thumbnail`);

/** Sends a file and tells how far it has come, from 0 to 1: `fetch` cannot tell, so this is the older way. */
export function uploadFile(
  object: string,
  id: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<FileInfo> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address(ofRecord(object, id)));
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 201) resolve(request.response as FileInfo);
      else
        reject(
          new Problem(request.status, (request.response as Record<string, unknown> | null) ?? {}),
        );
    };
    request.onerror = () => reject(new Problem(0, { code: 'offline' }));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}
