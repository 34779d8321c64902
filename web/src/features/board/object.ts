import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogue } from '@/catalogue';

/** The object whose records stand on the board at the page's address: deals, or leads in a pipeline of theirs. */
export function useBoardObject(): 'deal' | 'lead' {
  const { pipeline } = useParams({ from: '/inside/board/$pipeline' });
  const { pipelines } = useCatalogue();
  return pipelines.find(({ id }) => id === pipeline)?.object === 'lead' ? 'lead' : 'deal';
}

type Text = ReturnType<typeof useTranslations<'board'>>;
type Said = (key: string, values?: object) => string;

/** The words of the board, as they are said of its records: what is said otherwise of leads stands under `lead`. */
export function useBoardText(): Text {
  const object = useBoardObject();
  const t = useTranslations('board');
  return useMemo(() => {
    if (object === 'deal') return t;
    const say = t as unknown as Said & { has: (key: string) => boolean };
    const said: Said = (key, values) => say(say.has(`lead.${key}`) ? `lead.${key}` : key, values);
    return said as unknown as Text;
  }, [object, t]);
}
