import { address, answerOf, http } from '@/api/http';
import { Problem } from '@/api/problem';
import type { components } from '@/api/schema';

export type FileInfo = components['schemas']['FileInfo'];

export const filesKey = (object: string, id: string) => ['files', object, id] as const;

export async function listFiles(
  object: string,
  id: string,
  signal?: AbortSignal,
): Promise<FileInfo[]> {
  const path = { object, id };
  const { data } = await answerOf(
    http.GET('/api/v1/records/{object}/{id}/files', { params: { path }, signal }),
  );
  return data.files;
}

export const removeFile = (id: string) =>
  answerOf(http.DELETE('/api/v1/files/{id}', { params: { path: { id } } }));

export const renameFile = (id: string, name: string) =>
  answerOf(http.PATCH('/api/v1/files/{id}', { params: { path: { id } }, body: { name } }));

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
    request.open(
      'POST',
      address(`/records/${encodeURIComponent(object)}/${encodeURIComponent(id)}/files`),
    );
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
