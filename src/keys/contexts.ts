import type {KeyContext} from './key-row.ts';

/** Where each context is, in words that follow "only". */
export const CONTEXT_PLACES: Readonly<Record<KeyContext, string>> = {
  list: 'in the list',
  ticket: 'on an opened ticket',
  email: 'in an e-mail',
  file: 'on a file that is shown',
  outbox: 'in drafts and outbox',
  handover: 'in the hand-over',
  overview: 'in the overview',
  notices: 'in the notices of the sites',
  since: 'on the page of what happened since you left',
  site: 'on the page of a site',
  line: 'in a line below the screen',
  pager: 'in a text on the whole screen',
  picker: 'in a list that is searched by typing',
  composer: 'while a text is written',
  dialog: 'in a dialog',
  filter: 'in the filter line',
  field: 'in a field',
  form: 'while a new ticket is filled in',
  review: 'before a new ticket is sent',
  menu: 'in a menu',
  help: 'in the list of keys',
  choosing: 'wherever else no text is written',
  signin: 'while signing in',
  prompt: 'where a passphrase is asked for',
  main: 'on a screen without a dialog',
  always: 'anywhere',
};

/**
 * Every place where keys are heard, with the contexts that hear them, first one first; `always` hears them with each.
 * `state/navigation.ts` says which place the user is in, so no two commands can share a key unnoticed.
 */
export const PLACES = {
  list: ['list', 'main'],
  ticket: ['ticket', 'main'],
  email: ['email', 'main'],
  file: ['file', 'pager', 'main'],
  outbox: ['outbox', 'main'],
  handover: ['handover', 'pager', 'main'],
  overview: ['overview', 'pager', 'main'],
  notices: ['notices', 'pager', 'main'],
  // Last: a key that nobody else wants leads to the list.
  since: ['pager', 'main', 'since'],
  site: ['site', 'pager', 'main'],
  // Each screen that has no keys of its own, and so no place either.
  page: ['pager', 'main'],
  search: ['picker'],
  text: ['composer'],
  textInForm: ['composer', 'form'],
  textInDialog: ['composer', 'dialog'],
  fieldInDialog: ['field', 'dialog'],
  pickerInForm: ['picker', 'form'],
  review: ['review', 'pager', 'choosing'],
  results: ['pager', 'choosing'],
  filter: ['filter'],
  line: ['line'],
  // First: a menu takes every other sign for itself.
  menu: ['choosing', 'menu'],
  welcome: ['main', 'menu'],
  signInMenu: ['choosing', 'menu', 'signin'],
  help: ['help', 'pager'],
  signInField: ['signin', 'field'],
  passphrase: ['prompt', 'field'],
} as const satisfies Readonly<Record<string, readonly KeyContext[]>>;

export type Place = keyof typeof PLACES;
