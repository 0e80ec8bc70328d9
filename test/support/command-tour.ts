import {expect} from 'vitest';
import {commandOf, keyOf, showKey, type CommandId} from '../../src/keys/keymap.ts';
import type {Console} from './start-console.ts';

/** Text that is to be on the screen, or anything else that is to become true. */
export type Sight = string | RegExp | (() => boolean);

/** A walk through the console in which each command is run once in the way under test, with what it does in sight. */
export type Tour = Pick<Console, 'terminal' | 'sandbox' | 'home'> & {
  /** Runs a command; `shows` is not there before, and is afterwards. `typed` is typed behind it, to see where it goes. */
  readonly run: (id: CommandId, shows: Sight, typed?: string) => Promise<void>;
  /** On the way: by their keys, whatever is under test. */
  readonly go: (...ids: readonly CommandId[]) => void;
  readonly see: (sight: Sight) => Promise<void>;
  readonly gone: (text: string | RegExp) => Promise<void>;
  /** Esc, until that is gone. */
  readonly leave: (text: string) => Promise<void>;
  readonly done: () => readonly CommandId[];
};

export type Way = 'by its key' | 'by the palette';

export function createTour({terminal, sandbox, home}: Console, way: Way): Tour {
  const done = new Set<CommandId>();
  const holds = (sight: Sight) => {
    if (typeof sight === 'function') return sight();
    const screen = terminal.screen();
    return typeof sight === 'string' ? screen.includes(sight) : sight.test(screen);
  };
  const see = (sight: Sight) => terminal.waitFor(`Waiting for ${String(sight)}`, () => holds(sight));
  const press = (id: CommandId) => terminal.pressAll(keyOf(id).split(' '));
  const choose = async (id: CommandId) => {
    const {title} = commandOf(id);
    const words = `${title} ${id}`;
    press('palette.anywhere');
    await terminal.waitForText('┌ Commands');
    terminal.paste(words);
    const key = showKey(keyOf(id));
    const isFirst = () => {
      const y = (terminal.find('┌ Commands')?.y ?? 0) + 1;
      const row = terminal.row(y + 1);
      return terminal.row(y).includes(words) && row.includes(title) && row.includes(` ${key}`);
    };
    await terminal.waitFor(`${id} with its key in the palette`, isFirst);
    terminal.press('enter');
    // A palette that is opened from the palette has them still: selected, to give way to what is typed.
    const isDone = () => {
      const at = terminal.find(words);
      return at === undefined || terminal.cell(at.x, at.y).inverse;
    };
    await terminal.waitFor(`${id} chosen in the palette`, isDone);
  };
  return {
    terminal,
    sandbox,
    home,
    see,
    async run(id, shows, typed = '') {
      expect(holds(shows), `${id}: ${String(shows)} before it is run`).toBe(false);
      if (way === 'by its key') press(id);
      else await choose(id);
      terminal.write(typed);
      await terminal.waitFor(`${id}: ${String(shows)}`, () => holds(shows));
      done.add(id);
    },
    go: (...ids) => ids.forEach(press),
    gone: (text) => terminal.waitForNoText(text),
    async leave(text) {
      await see(text);
      terminal.press('esc');
      await terminal.waitForNoText(text);
    },
    done: () => [...done],
  };
}
