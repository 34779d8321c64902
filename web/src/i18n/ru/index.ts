import type { Messages } from '../en';
import alerts from './alerts.json';
import bin from './bin.json';
import board from './board.json';
import calendar from './calendar.json';
import common from './common.json';
import errors from './errors.json';
import fields from './fields.json';
import files from './files.json';
import filter from './filter.json';
import funnel from './funnel.json';
import home from './home.json';
import imports from './import.json';
import leads from './leads.json';
import list from './list.json';
import moving from './moving.json';
import people from './people.json';
import profile from './profile.json';
import record from './record.json';
import rules from './rules.json';
import search from './search.json';
import settings from './settings.json';
import setup from './setup.json';
import shell from './shell.json';
import signin from './signin.json';
import tasks from './tasks.json';
import timeline from './timeline.json';
import views from './views.json';

/** Does not compile when a key of the English catalogue is missing. */
const messages: Messages = {
  common,
  shell,
  signin,
  errors,
  fields,
  filter,
  leads,
  list,
  record,
  timeline,
  files,
  moving,
  people,
  tasks,
  calendar,
  alerts,
  home,
  bin,
  profile,
  board,
  funnel,
  import: imports,
  rules,
  setup,
  settings,
  search,
  views,
};

export default messages;
