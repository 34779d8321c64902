import { useParams } from '@tanstack/react-router';
import { useCatalogue } from '@/catalogue';
import { useSaidOf } from '@/i18n/said';

/** The object whose records stand on the board at the page's address: deals, or leads in a pipeline of theirs. */
export function useBoardObject(): 'deal' | 'lead' {
  const { pipeline } = useParams({ from: '/inside/board/$pipeline' });
  const { pipelines } = useCatalogue();
  return pipelines.find(({ id }) => id === pipeline)?.object === 'lead' ? 'lead' : 'deal';
}

/** The words of the board, as they are said of its records. */
export const useBoardText = () => useSaidOf('board', useBoardObject());
