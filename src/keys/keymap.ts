import {FIND} from './table/find.ts';
import {FORM} from './table/form.ts';
import {HANDOVER} from './table/handover-keys.ts';
import {MARKS} from './table/marks-keys.ts';
import {MOVE} from './table/move.ts';
import {OVERVIEW} from './table/overview-keys.ts';
import {SCREEN} from './table/screen.ts';
import {SHARE} from './table/share.ts';
import {SIGN_IN} from './table/sign-in-keys.ts';
import {TICKET} from './table/ticket-keys.ts';
import {WRITE} from './table/write.ts';

/** Where keys can go. `always` hears them last, whatever is on screen. */
export type KeyContext =
  | 'list'
  | 'ticket'
  | 'email'
  | 'outbox'
  | 'handover'
  | 'overview'
  | 'pager'
  | 'picker'
  | 'composer'
  | 'dialog'
  | 'filter'
  | 'field'
  | 'line'
  | 'form'
  | 'review'
  | 'menu'
  | 'signin'
  | 'prompt'
  | 'main'
  | 'always';

export const COMMAND_GROUPS = ['Move', 'Ticket', 'Find', 'Marks', 'Write', 'Screen'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** One row of the key table; footer, help, palette, documentation and tests all read it. */
export type Command = {
  readonly id: string;
  /** Each is one key, or several in a row with blanks between: `b c`. */
  readonly keys: readonly string[];
  readonly contexts: readonly KeyContext[];
  readonly title: string;
  readonly group: CommandGroup;
  /** It leads to a write to the service: a read-only profile has it disabled, with that reason. */
  readonly writes?: true;
  /** Short words for the footer; commands without are shown in help only. */
  readonly footer?: string;
  /** The same where another screen lies below. */
  readonly footerAbove?: string;
};

/** Each group's rows are in `keymap/`. */
const TABLE = [
  ...MOVE,
  ...TICKET,
  ...SHARE,
  ...FIND,
  ...MARKS,
  ...WRITE,
  ...FORM,
  ...SCREEN,
  ...OVERVIEW,
  ...HANDOVER,
  ...SIGN_IN,
] as const;

export type CommandId = (typeof TABLE)[number]['id'];

export const COMMANDS: readonly (Command & {readonly id: CommandId})[] = TABLE;

const BY_ID: ReadonlyMap<CommandId, Command> = new Map(COMMANDS.map((command) => [command.id, command]));

export function commandOf(id: CommandId): Command {
  const command = BY_ID.get(id);
  if (command === undefined) throw new Error(`no command ${id} in the key table`);
  return command;
}

/** The main key of a command; tests press this. */
export function keyOf(id: CommandId): string {
  return commandOf(id).keys[0] ?? '';
}

const KEY_WORDS: Readonly<Record<string, string>> = {enter: 'Enter', esc: 'Esc', space: 'Space', tab: 'Tab'};
let keySigns: Readonly<Record<string, string>> = {...KEY_WORDS, enter: '↵'};

/** For terminals of ASCII and for screen readers: no sign stands for a key. */
export function spellKeys(isSpelled: boolean): void {
  keySigns = isSpelled ? KEY_WORDS : {...KEY_WORDS, enter: '↵'};
}

/** How a key, or several in a row, is shown to people. */
export function showKey(keys: string): string {
  return keys
    .split(' ')
    .map((key) => keySigns[key] ?? key)
    .join(' ');
}
