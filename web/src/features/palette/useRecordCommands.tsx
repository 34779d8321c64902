import {
  IconArrowsExchange,
  IconLink,
  IconSquareCheck,
  IconTrash,
  IconUserShare,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { Rec } from '@/api/types';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { objectOf, stageOf, useCatalogue } from '@/catalogue';
import { setCompleting } from '@/features/tasks/completing';
import { usePeople } from '@/fields/user/options';
import { useMove } from '@/records/moving/useMove';
import { useOfferUndo } from '@/records/undo';
import { useRemove, useVerb } from '@/records/verbs';
import { ToneSquare } from '@/ui/Pill';
import { toasts } from '@/ui/toast';
import { type Chosen, useChosen } from './chosen';
import type { Command } from './commands';
import { openCreate } from './open';
import { opened } from './places';

const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

/** What can be done with what is selected on the page, or else with the record that is open. */
export function useRecordCommands(): Command[] {
  const chosen = useChosen();
  const ofMany = useChosenCommands(chosen);
  const ofOne = useOpenedCommands();
  return chosen ? ofMany : ofOne;
}

function useChosenCommands(chosen: Chosen | null): Command[] {
  const t = useTranslations('search');
  const list = useTranslations('list');
  const errors = useTranslations('errors');
  const catalogue = useCatalogue();
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const people = usePeople([]);
  const object = chosen ? objectOf(catalogue, chosen.object) : undefined;
  if (!chosen || !object?.verbs.includes('assign') || object.can.edit === 'none') return [];
  const assign = async (owner: string) => {
    try {
      const answer = await api.records.bulk(object.key, {
        ...chosen.whom,
        verb: 'assign',
        params: { owner },
      });
      refreshAll(client);
      offerUndo(list('bulkChanged', { count: answer.data.counts.changed }), {
        event: null,
        batch: answer.batch ?? answer.data.batch ?? null,
      });
    } catch (error) {
      toasts.show({ tone: 'error', text: errors('title'), detail: words(asProblem(error)) });
    }
  };
  return [
    {
      id: 'assign-chosen',
      group: 'here',
      label: t('assignMany', { count: chosen.count }),
      keywords: ['assign', 'owner'],
      icon: <IconUserShare {...icon} />,
      choices: people.map((person) => ({
        id: `assign-${person.id}`,
        group: 'here',
        label: person.label,
        icon: person.icon,
        run: () => void assign(person.id),
      })),
      run: () => undefined,
    },
  ];
}

function useOpenedCommands(): Command[] {
  const t = useTranslations('search');
  const said = useTranslations('record');
  const catalogue = useCatalogue();
  const { pathname, search } = useLocation();
  const verb = useVerb();
  const move = useMove();
  const remove = useRemove();
  const people = usePeople([]);
  const at = opened(pathname, search as Record<string, unknown>);
  const { data: record } = useQuery<Rec>({
    queryKey: keys.record(at?.object ?? '', at?.id ?? ''),
    queryFn: ({ signal }) => api.records.get(at?.object ?? '', at?.id ?? '', signal),
    enabled: at !== null,
  });
  const object = at ? objectOf(catalogue, at.object) : undefined;
  if (!record || !object) return [];
  const name = String(record.fields[object.title] ?? object.label);
  const mayEdit = record.can?.edit === true;
  const can = (one: string) => mayEdit && object.verbs.includes(one);
  const commands: Command[] = [];
  const stage = stageOf(catalogue, String(record.fields.stage ?? ''));
  if (can('move') && stage) {
    commands.push({
      id: 'move',
      group: 'here',
      label: t('moveTo', { name }),
      keywords: ['move', 'stage'],
      icon: <IconArrowsExchange {...icon} />,
      choices: stage.pipeline.stages
        .filter((one) => one.id !== stage.stage.id)
        .map((one) => ({
          id: `move-${one.id}`,
          group: 'here',
          label: one.name,
          icon: <ToneSquare tone={one.tone} />,
          run: () => void move(record, one),
        })),
      run: () => undefined,
    });
  }
  if (can('assign') && object.owner) {
    const owner = object.owner;
    commands.push({
      id: 'assign',
      group: 'here',
      label: t('assignTo', { name }),
      keywords: ['assign', 'owner'],
      icon: <IconUserShare {...icon} />,
      choices: people
        .filter((person) => person.id !== record.fields[owner])
        .map((person) => ({
          id: `assign-${person.id}`,
          group: 'here',
          label: person.label,
          icon: person.icon,
          run: () =>
            void verb(
              record,
              'assign',
              { owner: person.id },
              t('assigned', { name: person.label }),
              {
                [owner]: person.id,
              },
            ),
        })),
      run: () => undefined,
    });
  }
  if (can('complete') && !record.fields.done_at) {
    commands.push({
      id: 'complete',
      group: 'here',
      label: t('complete', { name }),
      keywords: ['done', 'complete'],
      icon: <IconSquareCheck {...icon} />,
      run: () => setCompleting(record),
    });
  }
  const task = objectOf(catalogue, 'task');
  const about = task?.fields.find((field) => field.key === 'about');
  if (task?.can.create && about?.targets?.includes(object.key)) {
    commands.push({
      id: 'task-about',
      group: 'here',
      label: t('taskAbout', { name }),
      keywords: [task.label, 'task', 'next'],
      icon: <IconSquareCheck {...icon} />,
      stays: true,
      run: () => openCreate('task', { about: record.id }),
    });
  }
  commands.push({
    id: 'copy-link',
    group: 'here',
    label: said('copyLink'),
    keywords: ['link', 'url', name],
    icon: <IconLink {...icon} />,
    run: () =>
      void navigator.clipboard
        ?.writeText(`${location.origin}/records/${record.object}/${record.id}`)
        .then(() => toasts.show({ text: said('linkCopied'), seconds: 3 })),
  });
  if (record.can?.delete) {
    commands.push({
      id: 'delete',
      group: 'here',
      label: t('delete', { name }),
      keywords: [said('delete'), 'delete', 'remove'],
      icon: <IconTrash {...icon} />,
      quiet: true,
      run: () => void remove(record, name),
    });
  }
  return commands;
}
