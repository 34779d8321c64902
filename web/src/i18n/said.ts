import { useMemo } from 'react';
import { useTranslations } from 'use-intl';

type Room = 'board' | 'funnel';
type Said = (key: string, values?: object) => string;

/** The words of a room, as they are said of its records: what is said otherwise of leads stands under `lead`. */
export function useSaidOf<R extends Room>(
  room: R,
  object: 'deal' | 'lead',
): ReturnType<typeof useTranslations<R>> {
  const t = useTranslations(room);
  return useMemo(() => {
    if (object === 'deal') return t;
    const say = t as unknown as Said & { has: (key: string) => boolean };
    const said: Said = (key, values) => say(say.has(`lead.${key}`) ? `lead.${key}` : key, values);
    return said as unknown as typeof t;
  }, [object, t]);
}
