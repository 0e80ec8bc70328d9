import {keyOf, type CommandId} from '../../src/keys/keymap.ts';
import type {Console} from './start-console.ts';

/** A person at the keyboard whose keys are counted; texts are not. */
export type CountedKeys = {
  /** The keys of commands, one after the other. */
  readonly press: (...ids: readonly CommandId[]) => void;
  /** Keys by their names. */
  readonly keys: (...names: readonly string[]) => void;
  readonly type: (text: string) => void;
  readonly pressed: () => number;
};

export function countKeys({terminal}: Pick<Console, 'terminal'>): CountedKeys {
  let pressed = 0;
  const keys = (...names: readonly string[]) => {
    pressed += names.length;
    terminal.pressAll(names);
  };
  return {
    keys,
    press: (...ids) => keys(...ids.flatMap((id) => keyOf(id).split(' '))),
    type: (text) => terminal.write(text),
    pressed: () => pressed,
  };
}
