import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { fileTooLarge } from '@/api/problem';
import { useSession } from '@/app/session';
import { type ImportFile, type ImportMapping, imports, type Reading } from './wire';

/** A file on its way in: what was found in it, and what its columns are to become. */
export type Draft = {
  source: File;
  file: ImportFile;
  reading: Reading;
  mapping: ImportMapping;
};

/** Sends the file and holds the draft that is made of it. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft | null>(null);
  const largest = useSession().limits?.import ?? Number.POSITIVE_INFINITY;
  const upload = useMutation({
    mutationFn: async ({ source, reading = {} }: { source: File; reading?: Reading }) => {
      if (source.size > largest) throw fileTooLarge(largest);
      const file = await imports.upload(source, reading);
      return { source, file, reading };
    },
    onSuccess: ({ source, file, reading }) =>
      setDraft({ source, file, reading, mapping: withReading(file.guess.mapping, reading) }),
  });
  const setMapping = useCallback(
    (mapping: ImportMapping) => setDraft((before) => before && { ...before, mapping }),
    [],
  );
  const drop = useCallback(() => setDraft(null), []);
  return { draft, upload, setMapping, drop };
}

/** The mapping says again how the file was read: what is run is what was seen. */
function withReading(mapping: ImportMapping, { object: _, ...reading }: Reading): ImportMapping {
  return { ...mapping, ...reading };
}
