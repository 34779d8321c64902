import { useCallback, useRef, useState } from 'react';
import { type Talk, type TalkStep, talks } from './wire';

/** The way of a talk, kept on the server after each step; one save follows the other. */
export function useTalk(talk: Talk) {
  const [path, setPath] = useState<TalkStep[]>(talk.path);
  const [before, setBefore] = useState<TalkStep>();
  const [failed, setFailed] = useState(false);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const keep = useCallback(
    (next: TalkStep[]) => {
      setPath(next);
      queue.current = queue.current.then(async () => {
        try {
          await talks.save(talk.id, next);
          setFailed(false);
        } catch {
          setFailed(true);
        }
      });
    },
    [talk.id],
  );
  return {
    path,
    /** What was answered at the step to which one has come back. */
    before,
    failed,
    step: (taken: TalkStep) => {
      setBefore(undefined);
      keep([...path, taken]);
    },
    back: (to: number) => {
      setBefore(path[to]);
      keep(path.slice(0, to));
    },
    /** When all is kept, with the last step taken too. */
    settled: async (last: TalkStep | null) => {
      if (last) keep([...path, last]);
      await queue.current;
    },
  };
}
