import {commandOf, showKey, type CommandId} from '../keys/keymap.ts';
import {isWritten, ONE_TEXT_MS, type KeyEvent} from '../keys/key-event.ts';

type Action =
  | (() => void)
  | {
      readonly run: () => void;
      readonly disabled: string | undefined;
      readonly anyway?: string | undefined;
    };

type PerformerOptions = {readonly onDisabled: (reason: string) => void; readonly now: () => number};

/**
 * Runs actions, says why one cannot run, and remembers an action that runs anyway if the same key is pressed again at
 * once.
 */
export function createPerformer(
  {onDisabled, now}: PerformerOptions,
  keysOf: (id: CommandId) => readonly string[],
) {
  let refused: CommandId | undefined;
  let typedUntil = 0;
  return {
    /** A user who types on after a key that must be pressed again writes a text; it does nothing here. */
    takes(event: KeyEvent & {type: 'key'}): boolean {
      const isTyped = isWritten(event) && now() < typedUntil;
      const again = refused === undefined ? [] : keysOf(refused);
      if (!isTyped || again.some((keys) => keys.split(' ').includes(event.key))) return false;
      typedUntil = now() + ONE_TEXT_MS;
      refused = undefined;
      return true;
    },
    perform(id: CommandId, action: Action): void {
      const isAgain = refused === id;
      refused = undefined;
      typedUntil = 0;
      if (typeof action === 'function') return action();
      const {run, disabled, anyway} = action;
      if (disabled === undefined || (isAgain && anyway !== undefined)) return run();
      if (anyway === undefined) return onDisabled(disabled);
      refused = id;
      if (commandOf(id).writes === true) typedUntil = now() + ONE_TEXT_MS;
      onDisabled(`${disabled} ${showKey(keysOf(id)[0] ?? '')} again ${anyway}.`);
    },
    /** Something else was typed meanwhile. */
    forget(): void {
      refused = undefined;
    },
  };
}
