import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { toasts } from '@/ui/toast';
import { type ImportRun, noteTakenBack } from './wire';

/** Takes a whole import back: what it made goes, what it changed becomes what it was. */
export function useUndoImport() {
  const client = useQueryClient();
  const t = useTranslations('import');
  const words = useProblemText();
  return useMutation({
    mutationFn: async (run: ImportRun) => {
      if (run.batch) await api.undo({ batch: run.batch });
    },
    onSuccess: (_, run) => {
      noteTakenBack(run);
      void client.invalidateQueries({ queryKey: keys.imports });
      refreshAll(client);
      toasts.show({ text: t('undoneToast', { file: run.filename ?? '' }), tone: 'success' });
    },
    onError: (error) =>
      toasts.show({
        tone: 'error',
        text: t('notUndone'),
        detail: words(asProblem(error)),
        seconds: 8,
      }),
  });
}
