import xterm from '@xterm/headless';
import {render} from 'ink';
import {setTimeout as pause} from 'node:timers/promises';
import {stripVTControlCharacters} from 'node:util';
import {cloneElement, isValidElement, type ReactNode} from 'react';
import {createView} from '../../src/console/console-view.tsx';
import type {Opened} from '../../src/console/session/open-services.ts';
import type {KeyDispatcher} from '../../src/hooks/keys.tsx';
import {createPassphraseState, type PassphraseState} from '../../src/state/passphrase-state.ts';
import {keyOf, spellKeys, type CommandId} from '../../src/keys/keymap.ts';
import {FrameStream} from '../../src/terminal/frame-stream.ts';
import {InkStdin} from '../../src/terminal/terminal.ts';
import {createKeyParser} from '../../src/terminal/key-parser.ts';
import {applyTheme, type ThemeOptions} from '../../src/terminal/theme.ts';
import type {Ui} from '../../src/screens/ui.ts';
import {captureFrame, type Frame} from './frames/frame.ts';
import {keyBytes} from './terminal/terminal-keys.ts';
import {applyModernWidths} from './terminal/terminal-widths.ts';

export type StageOptions = {
  readonly services: Opened;
  readonly cols: number;
  readonly rows: number;
  readonly theme: ThemeOptions;
};

/** The console in this process, on a terminal that is only imagined, with a clock that stands still: for pictures and properties. */
export type Stage = {
  readonly ui: Ui;
  readonly keys: KeyDispatcher;
  readonly passphrase: PassphraseState;
  /** The keys of commands one after the other, each once the frame of the one before is there. */
  readonly run: (...ids: readonly CommandId[]) => Promise<void>;
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** The next key is no part of what was typed before. */
  readonly rest: () => void;
  /** Until this is on the screen; what is read from elsewhere takes its time. */
  readonly until: (text: string) => Promise<void>;
  /** Draws the same with another theme. */
  readonly look: (theme: ThemeOptions) => Promise<void>;
  readonly resize: (cols: number, rows: number) => Promise<void>;
  /** The rows as Ink wrote them, before anything could cut them. */
  readonly rows: () => Promise<readonly string[]>;
  /** Of the very first frame. */
  readonly firstRows: () => readonly string[];
  /** What a terminal shows of it. */
  readonly frame: () => Promise<Frame>;
  readonly close: () => Promise<void>;
};

/** So many looks in a row must show the same. */
const CALM_LOOKS = 4;
const LONGEST_MS = 90_000;
const KEY_MS = 400;
const REST_MS = 1000;

export async function openStage({services: given, theme, ...size}: StageOptions): Promise<Stage> {
  let elapsed = 0;
  let {ascii} = theme;
  // No key follows another so fast that the console would take both for one movement.
  const services = {...given, clock: {now: () => given.clock.now() + elapsed}};
  const put = (next: ThemeOptions) => {
    ({ascii} = next);
    applyTheme(next);
    spellKeys(next.ascii);
  };
  put(theme);
  const paper = new Paper({columns: size.cols, rows: size.rows, write: () => true});
  const inkStdin = new InkStdin();
  const passphrase = createPassphraseState();
  const view = createView({services, close: () => Promise.resolve()}, hostOf(passphrase), {
    toInk: (raw) => inkStdin.push(raw),
    write: () => undefined,
    size: {columns: size.cols, rows: size.rows},
    picture: () => undefined,
  });
  const parser = createKeyParser((event) => view.keys.dispatch(event));
  const ink = render(view.element, {
    stdout: paper as unknown as NodeJS.WriteStream,
    stdin: inkStdin as unknown as NodeJS.ReadStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  });
  let broken: unknown;
  ink.waitUntilExit().catch((error: unknown) => {
    broken = error;
  });
  const calm = async () => {
    for (let looks = 0, before = -1; looks < CALM_LOOKS;) {
      await pause(0);
      looks = before === paper.written ? looks + 1 : 0;
      before = paper.written;
    }
    if (broken !== undefined) throw new Error('the console ended', {cause: broken});
  };
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      elapsed += KEY_MS;
      parser.feed(keyBytes(key));
      parser.giveUp();
      await calm();
    }
  };
  await calm();
  return {
    ui: view.ui,
    keys: view.keys,
    passphrase,
    press,
    async run(...ids) {
      for (const id of ids) await press(...keyOf(id).split(' '));
    },
    async type(text) {
      for (const character of text) {
        elapsed += KEY_MS;
        parser.feed(character === '\n' ? '\r' : character);
        await pause(0);
      }
      await calm();
    },
    rest: () => void (elapsed += REST_MS),
    async until(text) {
      const end = performance.now() + LONGEST_MS;
      while (!stripVTControlCharacters(paper.latest).includes(text)) {
        if (performance.now() > end)
          throw new Error(`There is no "${text}" on the screen:\n${stripVTControlCharacters(paper.latest)}`);
        await pause(1);
      }
      await calm();
    },
    async look(next) {
      put(next);
      ink.rerender(anew(view.element));
      await calm();
    },
    async resize(cols, rows) {
      paper.size = {columns: cols, rows};
      paper.resized();
      await calm();
    },
    async rows() {
      await calm();
      return paper.latest.split('\n');
    },
    firstRows: () => paper.first.split('\n'),
    async frame() {
      await calm();
      return await shownOf(paper, ascii);
    },
    async close() {
      ink.unmount();
      await view.stop(0);
      await view.close();
    },
  };
}

/** Keeps the first and the last frame that Ink wrote. */
class Paper extends FrameStream {
  first = '';
  latest = '';
  written = 0;
  size: {readonly columns: number; readonly rows: number};

  constructor(output: ConstructorParameters<typeof FrameStream>[0]) {
    super(output);
    this.size = output;
  }

  override get columns(): number {
    return this.size.columns;
  }

  override get rows(): number {
    return this.size.rows;
  }

  override write(data: string, callback?: () => void): boolean {
    if (data !== '' && data !== '\n') this.latest = data;
    if (this.first === '') this.first = this.latest;
    this.written += 1;
    if (callback !== undefined) queueMicrotask(callback);
    return true;
  }
}

/** The frame on a terminal of that size. */
async function shownOf({latest, size}: Paper, ascii: boolean): Promise<Frame> {
  const {columns: cols, rows} = size;
  const terminal = new xterm.Terminal({cols, rows, allowProposedApi: true});
  applyModernWidths(terminal);
  const write = (data: string) => {
    terminal.write(data);
    return true;
  };
  const frames = new FrameStream({columns: cols, rows, write}, ascii);
  frames.resume();
  frames.write(latest);
  await new Promise<void>((resolve) => {
    terminal.write('', resolve);
  });
  const frame = captureFrame(terminal);
  terminal.dispose();
  return frame;
}

/** Other properties, so that React draws everything below again. */
function anew(element: ReactNode): ReactNode {
  return isValidElement(element) ? cloneElement(element) : element;
}

function hostOf(passphrase: PassphraseState) {
  const nothing = () => undefined;
  return {
    passphrase,
    quit: nothing,
    redraw: nothing,
    suspend: nothing,
    switchTo: nothing,
  };
}
