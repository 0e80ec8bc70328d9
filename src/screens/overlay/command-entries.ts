import type {CommandState, KeyDispatcher} from '../../hooks/keys.tsx';
import {COMMANDS, showKey, type CommandId} from '../../keys/keymap.ts';
import type {Command, KeyContext} from '../../keys/key-row.ts';
import {CONTEXT_PLACES} from '../../keys/contexts.ts';
import {fuzzySort, type FuzzyMatch} from '../../text/fuzzy.ts';

/** A command as palette and help list it. */
export type CommandEntry = {
  readonly command: Command & {readonly id: CommandId};
  /** As the user has bound them. */
  readonly keys: readonly string[];
  /** Why it cannot be run now; undefined: it can. */
  readonly disabled: string | undefined;
};

/** Every command of the key table as it stands in these contexts. */
export function commandEntries(
  keys: KeyDispatcher,
  contexts: readonly KeyContext[],
): readonly CommandEntry[] {
  return COMMANDS.map((command) => {
    const state = keys.stateOf(command.id, contexts);
    return {
      command,
      keys: keys.shownKeys(command.id, contexts).map(showKey),
      disabled: disabledText(state, command),
    };
  });
}

/** Nobody looks for these by name: moving, and writing a text. */
export function isMotion({command: {id, group}}: CommandEntry): boolean {
  return group === 'Move' || id.startsWith('edit.') || id.startsWith('pick.');
}

function disabledText(state: CommandState | undefined, {contexts}: Command): string | undefined {
  if (state !== undefined) return state.disabled;
  return `Only ${contexts.map((context) => CONTEXT_PLACES[context]).join(', or ')}.`;
}

/** What cannot be run now has to fit so much better to come before what can. */
const OFF = 20;

/** The entries that the typed letters fit, best first; all of them while nothing is typed. */
export function matchingEntries(typed: string, entries: readonly CommandEntry[]): readonly CommandEntry[] {
  const words = typed.trim();
  if (words === '') return entries;
  const textOf = ({command}: CommandEntry) => `${command.title} ${command.id}`;
  const rankOf = ({item, match}: {readonly item: CommandEntry; readonly match: FuzzyMatch}) =>
    match.score - (item.disabled === undefined ? 0 : OFF);
  return fuzzySort(words, entries, textOf)
    .toSorted((one, other) => rankOf(other) - rankOf(one))
    .map(({item}) => item);
}
