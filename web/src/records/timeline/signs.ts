import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowRight,
  IconFileImport,
  IconInbox,
  IconLink,
  IconMessageExclamation,
  IconMessages,
  IconNote,
  IconPaperclip,
  IconPencil,
  IconPlayerSkipForward,
  IconPlus,
  IconRefresh,
  IconRotate,
  IconSparkles,
  IconSquareCheck,
  IconThumbDown,
  IconTrash,
  IconTrophy,
  IconUserShare,
} from '@tabler/icons-react';
import type { TimelineEntry, Tone } from '@/api/types';
import { tellsOfFiles } from './files';

export type Verb =
  | 'created'
  | 'imported'
  | 'updated'
  | 'updatedOne'
  | 'moved'
  | 'won'
  | 'lost'
  | 'reopened'
  | 'accepted'
  | 'rejected'
  | 'linked'
  | 'converted'
  | 'rulesBroken'
  | 'assigned'
  | 'deleted'
  | 'restored'
  | 'undone'
  | 'note'
  | 'talked'
  | 'objectionMet'
  | 'taskCreated'
  | 'taskCompleted'
  | 'taskUpdated'
  | 'taskSkipped'
  | 'taskRescheduled'
  | 'fileAdded'
  | 'fileRemoved'
  | 'fileRenamed';

type Sign = { Icon: typeof IconPlus; tone: Tone; verb: Verb };

/** How an event is drawn and told, by the meaning in its name. */
export function signOf(entry: TimelineEntry): Sign {
  if (entry.kind === 'note') return { Icon: IconNote, tone: 'amber', verb: 'note' };
  const [object = '', name = ''] = entry.name.split('.');
  if (object === 'file' || tellsOfFiles(entry)) {
    if (name === 'renamed') return { Icon: IconPaperclip, tone: 'gray', verb: 'fileRenamed' };
    return name === 'removed'
      ? { Icon: IconPaperclip, tone: 'red', verb: 'fileRemoved' }
      : { Icon: IconPaperclip, tone: 'blue', verb: 'fileAdded' };
  }
  if (object === 'task' || entry.kind === 'task') {
    if (name === 'created') return { Icon: IconSquareCheck, tone: 'blue', verb: 'taskCreated' };
    if (name === 'completed')
      return { Icon: IconSquareCheck, tone: 'green', verb: 'taskCompleted' };
    if (name === 'skipped')
      return { Icon: IconPlayerSkipForward, tone: 'gray', verb: 'taskSkipped' };
    if (name === 'rescheduled')
      return { Icon: IconSquareCheck, tone: 'gray', verb: 'taskRescheduled' };
    if (name === 'updated') return { Icon: IconSquareCheck, tone: 'gray', verb: 'taskUpdated' };
  }
  if (object === 'objection_met' && name === 'created')
    return { Icon: IconMessageExclamation, tone: 'amber', verb: 'objectionMet' };
  switch (name) {
    case 'talked':
      return { Icon: IconMessages, tone: 'green', verb: 'talked' };
    case 'created':
      return entry.origin === 'import'
        ? { Icon: IconFileImport, tone: 'gray', verb: 'imported' }
        : { Icon: IconPlus, tone: 'blue', verb: 'created' };
    case 'moved':
      return { Icon: IconArrowRight, tone: 'violet', verb: 'moved' };
    case 'won':
      return { Icon: IconTrophy, tone: 'green', verb: 'won' };
    case 'lost':
      return { Icon: IconThumbDown, tone: 'red', verb: 'lost' };
    case 'reopened':
      return { Icon: IconRefresh, tone: 'violet', verb: 'reopened' };
    case 'accepted':
      return { Icon: IconInbox, tone: 'violet', verb: 'accepted' };
    case 'rejected':
      return { Icon: IconThumbDown, tone: 'red', verb: 'rejected' };
    case 'linked':
      return { Icon: IconLink, tone: 'amber', verb: 'linked' };
    case 'converted':
      return { Icon: IconSparkles, tone: 'green', verb: 'converted' };
    case 'rules_broken':
      return { Icon: IconAlertTriangle, tone: 'amber', verb: 'rulesBroken' };
    case 'assigned':
      return { Icon: IconUserShare, tone: 'gray', verb: 'assigned' };
    case 'deleted':
      return { Icon: IconTrash, tone: 'red', verb: 'deleted' };
    case 'restored':
      return { Icon: IconRotate, tone: 'gray', verb: 'restored' };
    case 'undone':
      return { Icon: IconArrowBackUp, tone: 'gray', verb: 'undone' };
    default:
      return {
        Icon: IconPencil,
        tone: 'gray',
        verb: entry.changes.length === 1 ? 'updatedOne' : 'updated',
      };
  }
}
