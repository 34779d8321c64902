import {
  IconArrowsExchange,
  IconBell,
  IconBellOff,
  IconDownload,
  IconLink,
  IconNote,
  IconPhone,
  IconSquareCheck,
  IconThumbDown,
  IconTrash,
  IconTrophy,
  IconUserShare,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { Phone, Rec } from '@/api/types';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { useSession } from '@/app/session';
import { objectOf, stageOf, useCatalogue } from '@/catalogue';
import { setCompleting } from '@/features/tasks/completing';
import { usePeople } from '@/fields/user/options';
import { useFollow, useFollowers } from '@/records/followers/useFollowers';
import { useMove } from '@/records/moving/useMove';
import { askNote } from '@/records/noting';
import { first, usePerson } from '@/records/panel/person';
import { useOfferUndo } from '@/records/undo';
import { readRecord } from '@/records/useRecord';
import { useRemove, useVerb } from '@/records/verbs';
import { ToneSquare } from '@/ui/Pill';
import { toasts } from '@/ui/toast';
import { type Chosen, useChosen, useListed } from './chosen';
import type { Command } from './commands';
import { openCreate, useFloating } from './open';
import { opened } from './places';
import { begins } from './rank';

const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

/** What can be done with what is selected on the page, or else with the record that is open. */
export function useRecordCommands(): Command[] {
  const chosen = useChosen();
  const ofMany = useChosenCommands(chosen);
  const ofOne = useOpenedCommands();
  const ofList = useListCommands();
  return [...(chosen ? ofMany : ofOne), ...ofList];
}

/** What to do, where somebody asks to move something and it is not said what. */
export function useMoveHint(text: string, commands: readonly Command[]): string | null {
  const t = useTranslations('search');
  const words = useWords();
  const isThere = commands.some(({ id }) => id === 'move' || id === 'move-chosen');
  return !isThere && begins(text, words('move', 'move')) ? t('moveWhat') : null;
}

/** Other words for a command, in the language of the UI and in English. */
function useWords() {
  const t = useTranslations('search.words');
  return (key: Parameters<typeof t>[0], ...more: string[]) => [...t(key).split(', '), ...more];
}

function useListCommands(): Command[] {
  const t = useTranslations('search');
  const list = useTranslations('list');
  const words = useWords();
  const listed = useListed();
  if (!listed) return [];
  const choice = (format: 'xlsx' | 'csv', label: string): Command => ({
    id: `export-${format}`,
    group: 'here',
    label,
    icon: <IconDownload {...icon} />,
    run: () => listed.save(format),
  });
  return [
    {
      id: 'export',
      group: 'here',
      label: t('exportList', { name: listed.label }),
      keywords: words('export', 'export'),
      icon: <IconDownload {...icon} />,
      choices: [choice('xlsx', list('exportXlsx')), choice('csv', list('exportCsv'))],
      run: () => undefined,
    },
  ];
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
  const other = useWords();
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
  const { move } = chosen;
  const moves: Command[] = move
    ? [
        {
          id: 'move-chosen',
          group: 'here',
          label: t('moveMany', { count: chosen.count }),
          keywords: other('move', 'move', 'stage'),
          icon: <IconArrowsExchange {...icon} />,
          run: move,
        },
      ]
    : [];
  return [
    ...moves,
    {
      id: 'assign-chosen',
      group: 'here',
      label: t('assignMany', { count: chosen.count }),
      keywords: other('assign', 'assign', 'owner'),
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
  const navigate = useNavigate();
  const followed = useTranslations('people');
  const { user } = useSession();
  const words = useWords();
  const floating = useFloating();
  const under = floating?.what === 'search' ? floating.at : null;
  const shown = opened(pathname, search as Record<string, unknown>);
  const at = shown ?? under;
  const { data: record } = useQuery<Rec>({
    queryKey: keys.record(at?.object ?? '', at?.id ?? ''),
    queryFn: ({ signal }) => readRecord(at?.object ?? '', at?.id ?? '', signal),
    enabled: at !== null,
  });
  const object = at ? objectOf(catalogue, at.object) : undefined;
  const person = usePerson(object, record);
  const followers = useFollowers(at?.object ?? '', at?.id ?? '');
  const follow = useFollow(at?.object ?? '', at?.id ?? '');
  if (!record || !object || record.deleted_at) return [];
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
      keywords: words('move', 'move', 'stage'),
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
    for (const end of stage.pipeline.stages) {
      if (stage.stage.kind !== 'open' || end.kind === 'open') continue;
      const won = end.kind === 'won';
      commands.push({
        id: `end-${end.id}`,
        group: 'here',
        label: t('endAs', { name, stage: end.name }),
        keywords: won ? words('win', 'win', 'won') : words('lose', 'lose', 'lost'),
        icon: won ? <IconTrophy {...icon} /> : <IconThumbDown {...icon} />,
        run: () => void move(record, end),
      });
    }
  }
  if (can('assign') && object.owner && record.can?.assign !== false) {
    const owner = object.owner;
    commands.push({
      id: 'assign',
      group: 'here',
      label: t('assignTo', { name }),
      keywords: words('assign', 'assign', 'owner'),
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
  const phone = first(person?.fields.phones as Phone[] | null | undefined);
  if (phone) {
    commands.push({
      id: 'call',
      group: 'here',
      label: t('callPhone', { name: String(person?.fields.name ?? name), phone: phone.value }),
      keywords: words('call', 'call', 'phone', 'tel'),
      icon: <IconPhone {...icon} />,
      run: () => location.assign(`tel:${phone.e164 ?? phone.value}`),
    });
  }
  commands.push({
    id: 'note',
    group: 'here',
    label: t('writeNote', { name }),
    keywords: words('note', 'note', 'write'),
    icon: <IconNote {...icon} />,
    run: () => {
      if (!shown)
        void navigate({
          to: '/records/$object/$id',
          params: { object: record.object, id: record.id },
        });
      // The palette gives the focus back as it closes; the note has it after that.
      setTimeout(() => askNote(record.id), 60);
    },
  });
  if (followers.data) {
    const { following } = followers.data;
    commands.push({
      id: 'follow',
      group: 'here',
      label: following ? t('unfollow', { name }) : t('follow', { name }),
      keywords: [
        ...(following ? words('unfollow', 'unfollow') : words('follow', 'follow')),
        followed(following ? 'unfollow' : 'follow'),
      ],
      icon: following ? <IconBellOff {...icon} /> : <IconBell {...icon} />,
      quiet: true,
      run: () => void follow({ id: user.id, name: user.name }, !following),
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
