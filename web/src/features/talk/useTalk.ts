import { useCallback, useEffect, useRef, useState } from 'react';
import { type Talk, type TalkStep, talks } from './wire';

/** The way of a talk, kept on the server after each step; while one save is under way the next one waits. */
export function useTalk(talk: Talk) {
  const [path, setPath] = useState<TalkStep[]>(talk.path);
  const [before, setBefore] = useState<TalkStep>();
  const [failed, setFailed] = useState(false);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const waits = useRef<TalkStep[]>(undefined);
  const save = useCallback(async () => {
    const way = waits.current;
    waits.current = undefined;
    // What was to be kept after this one has gone with it.
    if (!way) return;
    try {
      await talks.save(talk.id, way);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, [talk.id]);
  useEffect(() => {
    const leave = () => void save();
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, [save]);
  const keep = (next: TalkStep[]) => {
    setPath(next);
    waits.current = next;
    queue.current = queue.current.then(save);
  };
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
