import type {KeyContext} from '../keymap.ts';

/** Where each context is, in words that follow "only". */
export const CONTEXT_PLACES: Readonly<Record<KeyContext, string>> = {
  list: 'in the list',
  ticket: 'on an opened ticket',
  email: 'in an e-mail',
  outbox: 'in drafts and outbox',
  pager: 'in a text on the whole screen',
  picker: 'in a list that is searched by typing',
  composer: 'while a text is written',
  dialog: 'in a dialog',
  filter: 'in the filter line',
  field: 'in a field',
  form: 'while a new ticket is filled in',
  review: 'before a new ticket is sent',
  menu: 'in a menu',
  signin: 'while signing in',
  prompt: 'where a passphrase is asked for',
  main: 'on a screen without a dialog',
  always: 'anywhere',
};

/** Contexts that hear keys at the same time; `always` hears them with each. */
export const HEARD_TOGETHER: readonly (readonly KeyContext[])[] = [
  ['list', 'main'],
  ['ticket', 'main'],
  ['email', 'main'],
  ['outbox', 'main'],
  ['composer', 'dialog'],
  ['field', 'dialog'],
  ['picker', 'form'],
  ['composer', 'form'],
  ['review', 'pager'],
  ['menu', 'signin'],
  ['signin', 'field'],
  ['prompt', 'field'],
  ['filter'],
  ['pager'],
  ['picker'],
];
