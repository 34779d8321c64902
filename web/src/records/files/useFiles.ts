import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { toasts } from '@/ui/toast';
import { useOfferUndo } from '../undo';
import { type FileInfo, filesKey, listFiles, removeFile, renameFile } from './api';

/** The files of a record, newest first. */
export function useFiles(object: string, id: string) {
  return useQuery({
    queryKey: filesKey(object, id),
    queryFn: ({ signal }) => listFiles(object, id, signal),
  });
}

/** Takes a file away: off the screen at once, back with the reason when refused; the toast brings it back later. */
export function useRemoveFile(object: string, id: string): (file: FileInfo) => Promise<void> {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const t = useTranslations('files');
  return useCallback(
    async (file) => {
      const key = filesKey(object, id);
      client.setQueryData<FileInfo[]>(key, (held) => held?.filter((other) => other.id !== file.id));
      try {
        const answer = await removeFile(file.id);
        offerUndo(t('removed', { name: file.name }), answer);
      } catch (error) {
        toasts.show({ tone: 'error', text: t('notRemoved'), detail: words(asProblem(error)) });
      }
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: keys.timeline(object, id) });
    },
    [client, object, id, offerUndo, words, t],
  );
}

/** Gives a file another name: shown at once, the old one back when refused. */
export function useRenameFile(
  object: string,
  id: string,
): (file: FileInfo, name: string) => Promise<boolean> {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const t = useTranslations('files');
  return useCallback(
    async (file, name) => {
      const key = filesKey(object, id);
      client.setQueryData<FileInfo[]>(key, (held) =>
        held?.map((other) => (other.id === file.id ? { ...other, name } : other)),
      );
      try {
        offerUndo(t('renamed', { name }), await renameFile(file.id, name));
        return true;
      } catch (error) {
        toasts.show({ tone: 'error', text: t('notRenamed'), detail: words(asProblem(error)) });
        return false;
      } finally {
        void client.invalidateQueries({ queryKey: key });
        void client.invalidateQueries({ queryKey: keys.timeline(object, id) });
      }
    },
    [client, object, id, offerUndo, words, t],
  );
}
