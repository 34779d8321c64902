import type { Hit } from '@/api/types';
import type { Command } from './commands';
import { fit, rank, spans, wordsOf } from './rank';

export type Entry = { key: string } & ({ command: Command } | { hit: Hit });
export type Group = {
  name: 'here' | 'actions' | 'goTo' | 'settings' | 'recent' | 'records';
  entries: Entry[];
};

type Given = {
  text: string;
  commands: readonly Command[];
  hits: readonly Hit[];
  recent: readonly Hit[];
};

/** The next question of a command: its choices alone. */
export function choicesOf(text: string, choices: readonly Command[]): Group[] {
  const entries = (text.trim() ? rank(text, choices) : [...choices]).map(asCommand);
  return entries.length > 0 ? [{ name: 'here', entries }] : [];
}

/** A command whose words begin like that is meant, rather than a record that happens to contain them. */
const MEANT = 65;
const MOST = 5;

const asCommand = (command: Command): Entry => ({ key: command.id, command });
const asHit = (hit: Hit): Entry => ({ key: hit.id, hit });

/**
 * What the palette lists. Nothing typed: what can be made, where one can go, what was open lately. Something typed:
 * commands that are clearly meant, then records, then what else fits.
 */
export function sections({ text, commands, hits, recent }: Given): Group[] {
  const groups = text.trim() === '' ? unasked(commands, recent) : asked(text, commands, hits);
  return groups.filter((group) => group.entries.length > 0);
}

function unasked(commands: readonly Command[], recent: readonly Hit[]): Group[] {
  const of = (group: Command['group']) =>
    commands.filter((command) => command.group === group && !command.quiet).map(asCommand);
  return [
    { name: 'here', entries: of('here') },
    { name: 'recent', entries: recent.slice(0, MOST).map(asHit) },
    { name: 'actions', entries: of('actions').slice(0, MOST) },
    { name: 'goTo', entries: of('goTo') },
    { name: 'settings', entries: of('settings') },
  ];
}

/** Commands asked together with what they would ask next: "assign to priya", "move to negotiation". */
function answered(text: string, commands: readonly Command[]): Command[] {
  return commands.flatMap((command) => {
    if (!command.choices) return [];
    const words = wordsOf(command.label, ...(command.keywords ?? []));
    return command.choices
      .filter((choice) => spans(text, words, wordsOf(choice.label)))
      .map((choice) => ({
        ...choice,
        label: `${command.label.replace(/…$/, '')} ${choice.label}`,
      }));
  });
}

function asked(text: string, commands: readonly Command[], hits: readonly Hit[]): Group[] {
  const fitting = rank(text, commands);
  const meant = [
    ...answered(text, commands),
    // What is done with the record that is open, or made, is meant by any of its words.
    ...fitting.filter(
      (command) =>
        fit(text, command.label) >= MEANT ||
        ((command.group === 'here' || command.group === 'actions') && text.trim().includes(' ')),
    ),
  ].slice(0, MOST);
  const rest = fitting.filter((command) => !meant.includes(command)).slice(0, MOST);
  return [
    { name: 'actions', entries: meant.map(asCommand) },
    { name: 'records', entries: hits.map(asHit) },
    { name: meant.length > 0 ? 'settings' : 'actions', entries: rest.map(asCommand) },
  ];
}
