import alerts from './alerts.json';
import common from './common.json';
import errors from './errors.json';
import fields from './fields.json';
import files from './files.json';
import filter from './filter.json';
import list from './list.json';
import moving from './moving.json';
import people from './people.json';
import record from './record.json';
import shell from './shell.json';
import signin from './signin.json';
import tasks from './tasks.json';
import timeline from './timeline.json';
import views from './views.json';

/** What the first screen says, whichever it is. */
const first = {
  alerts,
  common,
  errors,
  fields,
  files,
  filter,
  list,
  moving,
  people,
  record,
  shell,
  signin,
  tasks,
  timeline,
  views,
};

/** What only pages say that come when they are gone to; named in `withTexts` where they are loaded. */
export const later = {
  bin: () => import('./bin.json'),
  board: () => import('./board.json'),
  calculations: () => import('./calculations.json'),
  calendar: () => import('./calendar.json'),
  funnel: () => import('./funnel.json'),
  home: () => import('./home.json'),
  import: () => import('./import.json'),
  leads: () => import('./leads.json'),
  lines: () => import('./lines.json'),
  profile: () => import('./profile.json'),
  repeat: () => import('./repeat.json'),
  rules: () => import('./rules.json'),
  search: () => import('./search.json'),
  settings: () => import('./settings.json'),
  setup: () => import('./setup.json'),
  talk: () => import('./talk.json'),
  setups: () => import('./setups.json'),
};

/** The English catalogue decides which keys exist; the other languages must have every one of them. */
export type First = typeof first;
export type LaterName = keyof typeof later;
type LaterMessages = { [N in LaterName]: Awaited<ReturnType<(typeof later)[N]>>['default'] };
export type Later = { [N in LaterName]: () => Promise<{ default: LaterMessages[N] }> };
export type Messages = First & LaterMessages;
export default first;
