import type {Command} from './key-row.ts';
import {READING_KEYS} from './table/reading-keys.ts';
import {SCREEN_KEYS} from './table/screen-keys.ts';
import {WRITING_KEYS} from './table/writing-keys.ts';

const TABLE = [...READING_KEYS, ...WRITING_KEYS, ...SCREEN_KEYS] as const;

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

const KEY_WORDS: Readonly<Record<string, string>> = {
  enter: 'Enter',
  esc: 'Esc',
  space: 'Space',
  tab: 'Tab',
  f1: 'F1',
  f8: 'F8',
};
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
