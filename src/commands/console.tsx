import {render} from 'ink';
import type {ReadStream, WriteStream} from 'node:tty';
import {App} from '../app.tsx';
import {createKeyDispatcher} from '../hooks/keys.tsx';
import {contextsOf} from '../navigation.ts';
import {createGuard} from '../terminal/guard.ts';
import {createTerminal, type Terminal} from '../terminal/terminal.ts';
import {applyTheme} from '../theme.ts';
import {themeOptions} from './console-theme.ts';
import {createUi} from './create-ui.ts';
import type {Opened} from './open-services.ts';

export type ConsoleStreams = {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream & {readonly fd: number};
};

/** How long quitting waits for a note on its way; longer and it stays in the outbox for the next start. */
const LAST_SEND_MS = 3000;

/** The console, until the user quits. Resolves to the exit code; rejects with what broke it, the terminal restored. */
export async function runConsole(open: (terminal: Pick<Terminal, 'lend'>) => Promise<Opened>, streams: ConsoleStreams): Promise<number> {
  let finish: (code: number) => void = () => undefined;
  const finished = new Promise<number>((resolve) => {
    finish = resolve;
  });
  const signals = onSignals((code) => finish(code));
  const lend: Terminal['lend'] = (run) => signals.withoutInterrupt(() => terminal.lend(run));
  const services = await open({lend});
  const {poller, outbox, settings, platform} = services;
  const look = themeOptions(settings, platform.env);
  applyTheme(look);
  const guard = createGuard();
  const terminal = createTerminal({
    ...streams,
    ascii: look.ascii,
    onOwned: guard.owned,
    onEvent: (event) => {
      if (event.type === 'focus') poller.setFocused(event.focused);
      else keys.dispatch(event);
    },
  });
  const ui = createUi(services, {
    quit: () => finish(0),
    redraw: () => terminal.frames.redraw(),
    suspend: () => terminal.suspend(),
  });
  const keys = createKeyDispatcher({
    contexts: () => contextsOf(ui.nav.get()),
    toInk: (raw) => terminal.inkStdin.push(raw),
    onDisabled: (words) => ui.go({type: 'notice', notice: {tone: 'info', words}}),
  });
  const unsubscribe = poller.subscribe(ui.list.follow);
  terminal.enter();
  // In debug mode Ink writes whole frames and nothing else; the terminal turns them into differences.
  const ink = render(<App services={services} ui={ui} keys={keys} />, {
    stdout: terminal.frames as unknown as NodeJS.WriteStream,
    stdin: terminal.inkStdin as unknown as NodeJS.ReadStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  });
  outbox.start();
  poller.start();
  guard.start();
  try {
    // An error while drawing ends Ink, not the process: without this it would vanish.
    return await Promise.race([finished, crashed(), ink.waitUntilExit().then(() => 0)]);
  } finally {
    signals.remove();
    unsubscribe();
    // Screens save their drafts as they go away.
    ink.unmount();
    terminal.leave();
    guard.release();
    poller.stop();
    await outbox.stop(LAST_SEND_MS);
    services.store.close();
  }
}

/** Rejects with the first error that nobody caught, so that it ends the console in good order. */
function crashed(): Promise<never> {
  return new Promise((_, reject) => {
    process.once('uncaughtException', reject);
    process.once('unhandledRejection', reject);
  });
}

const SIGNALS = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

type Signals = {
  readonly remove: () => void;
  /** ctrl-c in an editor reaches us too, and is none of ours. */
  readonly withoutInterrupt: <T>(run: () => Promise<T>) => Promise<T>;
};

/** A closing SSH session or a `kill` ends the console as `q` does: drafts saved, terminal restored. */
function onSignals(end: (code: number) => void): Signals {
  let lent = 0;
  const handlers = Object.entries(SIGNALS).map(([signal, code]) => {
    const handler = () => {
      if (lent === 0 || signal !== 'SIGINT') end(code);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return {
    remove: () => handlers.forEach((remove) => remove()),
    async withoutInterrupt(run) {
      lent += 1;
      try {
        return await run();
      } finally {
        lent -= 1;
      }
    },
  };
}
