import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { keys } from '@/api/keys';
import { asProblem, fileTooLarge, type Problem } from '@/api/problem';
import { useSession } from '@/app/session';
import { type FileInfo, filesKey, uploadFile } from './api';

/** A file on its way up, or one that did not arrive. */
export type Upload = {
  key: number;
  name: string;
  share: number;
  problem: Problem | null;
};

type Uploads = {
  uploads: readonly Upload[];
  add: (files: Iterable<File>) => void;
  /** Stops one, or takes one that failed off the screen. */
  drop: (key: number) => void;
  again: (key: number) => void;
};

let last = 0;

/** Uploads to a record, each with its progress; `onArrived` is told of every one that came through. */
export function useUploads(
  object: string,
  id: string,
  onArrived?: (file: FileInfo) => void,
): Uploads {
  const client = useQueryClient();
  // What was kept for a time without a network may be older than the limit.
  const largest = useSession().limits?.file ?? Number.POSITIVE_INFINITY;
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const held = useRef(new Map<number, { file: File; stop: AbortController }>());
  const arrived = useRef(onArrived);
  arrived.current = onArrived;

  const forget = useCallback((key: number) => {
    held.current.delete(key);
    setUploads((before) => before.filter((other) => other.key !== key));
  }, []);
  const send = useCallback(
    async (key: number, file: File) => {
      const stop = new AbortController();
      held.current.set(key, { file, stop });
      const change = (part: Partial<Upload>) =>
        setUploads((before) =>
          before.map((other) => (other.key === key ? { ...other, ...part } : other)),
        );
      change({ share: 0, problem: null });
      try {
        if (file.size > largest) throw fileTooLarge(largest);
        const made = await uploadFile(object, id, file, (share) => change({ share }), stop.signal);
        forget(key);
        arrived.current?.(made);
        void client.invalidateQueries({ queryKey: filesKey(object, id) });
        void client.invalidateQueries({ queryKey: keys.timeline(object, id) });
      } catch (error) {
        if (stop.signal.aborted) forget(key);
        else change({ problem: asProblem(error) });
      }
    },
    [client, object, id, largest, forget],
  );
  const add = useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        last += 1;
        const key = last;
        setUploads((before) => [...before, { key, name: file.name, share: 0, problem: null }]);
        void send(key, file);
      }
    },
    [send],
  );
  const drop = useCallback(
    (key: number) => {
      held.current.get(key)?.stop.abort();
      forget(key);
    },
    [forget],
  );
  const again = useCallback(
    (key: number) => {
      const file = held.current.get(key)?.file;
      if (file) void send(key, file);
    },
    [send],
  );
  return { uploads, add, drop, again };
}
