import type { First, Later } from '../en';
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

/** Does not compile when a key of the English catalogue is missing. */
const first: First = {
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

export const later: Later = {
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

export default first;
