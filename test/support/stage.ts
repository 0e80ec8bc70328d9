import xterm from '@xterm/headless';
import {render} from 'ink';
import {setTimeout as pause} from 'node:timers/promises';
import {createView} from '../../src/commands/console-view.tsx';
import type {Opened} from '../../src/commands/open-services.ts';
import {createPassphraseState} from '../../src/hooks/passphrase-state.ts';
import {keyOf, spellKeys, type CommandId} from '../../src/keymap.ts';
import {FrameStream} from '../../src/terminal/frame-stream.ts';
import {InkStdin} from '../../src/terminal/ink-stdin.ts';
import {createKeyParser} from '../../src/terminal/key-parser.ts';
import {applyTheme, type ThemeOptions} from '../../src/theme.ts';
import {captureFrame, findText, frameText, type Frame} from './frame.ts';
import {keyBytes} from './terminal-keys.ts';
import {applyModernWidths} from './terminal-widths.ts';

export type StageOptions = {
  readonly services: Opened;
  readonly cols: number;
  readonly rows: number;
  readonly theme: ThemeOptions;
};

/** The console in this process, on a terminal that is only imagined: for pictures, with a clock that stands still. */
export type Stage = {
  /** The keys of commands one after the other, each once the frame of the one before is there. */
  readonly run: (...ids: readonly CommandId[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Until this is on the screen; what is read from elsewhere takes its time. */
  readonly until: (text: string) => Promise<void>;
  readonly frame: () => Promise<Frame>;
  readonly close: () => Promise<void>;
};

const POLL_MS = 5;
/** So many looks in a row must show the same. */
const CALM_LOOKS = 6;
const LONGEST_MS = 20_000;
const KEY_MS = 400;

export async function openStage({services: given, cols, rows, theme}: StageOptions): Promise<Stage> {
  let elapsed = 0;
  // No key follows another so fast that the console would take both for one movement.
  const services = {...given, clock: {now: () => given.clock.now() + elapsed}};
  applyTheme(theme);
  spellKeys(theme.ascii);
  const terminal = new xterm.Terminal({cols, rows, allowProposedApi: true});
  applyModernWidths(terminal);
  let written = 0;
  const output = {
    columns: cols,
    rows,
    write(data: string) {
      written += 1;
      terminal.write(data);
      return true;
    },
  };
  const frames = new FrameStream(output, theme.ascii);
  const inkStdin = new InkStdin();
  const nothing = () => undefined;
  const host = {
    passphrase: createPassphraseState(),
    quit: nothing,
    redraw: nothing,
    suspend: nothing,
    switchTo: nothing,
  };
  const view = createView({services, close: () => Promise.resolve()}, host, {
    toInk: (raw) => inkStdin.push(raw),
    write: nothing,
  });
  const parser = createKeyParser((event) => view.keys.dispatch(event));
  frames.resume();
  const ink = render(view.element, {
    stdout: frames as unknown as NodeJS.WriteStream,
    stdin: inkStdin as unknown as NodeJS.ReadStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  });
  const calm = async () => {
    for (let looks = 0, before = -1; looks < CALM_LOOKS;) {
      await pause(POLL_MS);
      looks = before === written ? looks + 1 : 0;
      before = written;
    }
  };
  const press = async (bytes: string) => {
    elapsed += KEY_MS;
    parser.feed(bytes);
    parser.flush();
    await calm();
  };
  await calm();
  return {
    async run(...ids) {
      for (const id of ids) {
        for (const key of keyOf(id).split(' ')) await press(keyBytes(key));
      }
    },
    async type(text) {
      for (const character of text) {
        elapsed += KEY_MS;
        parser.feed(character === '\n' ? '\r' : character);
        await pause(0);
      }
      await calm();
    },
    async until(text) {
      const end = performance.now() + LONGEST_MS;
      while (findText(captureFrame(terminal), text) === undefined) {
        if (performance.now() > end)
          throw new Error(`There is no "${text}" on the screen:\n${frameText(captureFrame(terminal))}`);
        await pause(POLL_MS);
      }
      await calm();
    },
    async frame() {
      await calm();
      await new Promise<void>((resolve) => {
        terminal.write('', resolve);
      });
      return captureFrame(terminal);
    },
    async close() {
      ink.unmount();
      await view.stop(0);
      await view.close();
      terminal.dispose();
    },
  };
}
