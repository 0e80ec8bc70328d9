import {type Instance, render} from 'ink';
import {setImmediate as turn} from 'node:timers/promises';
import type {ReadStream, WriteStream} from 'node:tty';
import type {ReactNode} from 'react';
import type {KeyEvent} from '../keys/key-event.ts';
import {type CommandId, spellKeys} from '../keys/keymap.ts';
import {createPassphraseState} from '../state/passphrase-state.ts';
import type {SessionTarget} from '../state/services.ts';
import {numberEntry, openNumber} from '../screens/open-number.ts';
import {type Modes, modesOf} from '../terminal/modes.ts';
import {createTerminal, type Terminal} from '../terminal/terminal.ts';
import type {Log} from '../store/log.ts';
import {setOwnZones} from '../text/time/ibx-zones.ts';
import {applyTheme} from '../terminal/theme.ts';
import {themeOptions} from './console-theme.ts';
import {createView, type View, type ViewTerminal} from './console-view.tsx';
import type {UiHost} from './create-ui.ts';
import {createLentTerminal} from './session/lent-terminal.ts';
import type {OpenSession, Session, SessionHost} from './session/open-session.ts';
import {OWN_PROCESS, type OwnProcess} from './own-process.ts';
import {redirectConsole} from './redirect-console.ts';
import {freeMemoryWhenIdle} from './settle-memory.ts';
import {itemText, onTheirWay} from './last-sends.ts';
import {tellUser} from '../screens/ui.ts';

export type ConsoleStreams = {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream & {readonly fd: number};
  /** Words after the end. */
  readonly err: (text: string) => void;
  /** Node's, where left out. */
  readonly process?: OwnProcess | undefined;
};

/** How long quitting waits for a note on its way; longer and it stays in the outbox for the next start. */
const LAST_SEND_MS = 3000;
/** The same after a SIGTERM. */
const AT_ONCE_MS = 800;
/** The same after the user has waited already. */
const IMPATIENT_MS = 300;

/** Turns of the event loop until a request has left. */
const TURNS_TO_ASK = 10;

/** What the console begins with: a command, or a ticket on screen. */
export type Beginning = CommandId | {readonly ticket: string};

/**
 * The console, until the user quits; `begin` is done as soon as it can be. Resolves to the exit
 * code; rejects with what broke it, the terminal restored.
 */
export async function runConsole(
  createOpener: (host: SessionHost) => OpenSession,
  first: SessionTarget,
  streams: ConsoleStreams,
  begin?: Beginning,
): Promise<number> {
  const {promise: finished, resolve: finish} = Promise.withResolvers<number>();
  let patienceMs = LAST_SEND_MS;
  const {events, createGuard, settle} = streams.process ?? OWN_PROCESS;
  const signals = onSignals(events, (code) => finish(code));
  const lend: Terminal['lend'] = (run) => signals.withoutInterrupt(() => terminal.lend(run));
  const passphrase = createPassphraseState();
  const open = createOpener({lend, askPassphrase: passphrase.ask});
  const session = await open(first);
  const look = applyLook(session);
  const guard = createGuard(look.modes.leave);
  let isFocused = true;
  const hear = (event: KeyEvent) => {
    if (event.type !== 'focus') return view.keys.dispatch(event);
    isFocused = event.focused;
    view.session.services.poller.setFocused(isFocused);
  };
  const terminal = createTerminal({
    ...streams,
    ...look,
    events,
    onOwned: guard.owned,
    isWriting: () => view.keys.isWriting(),
    onEvent: freeMemoryWhenIdle(hear, {settle}),
  });
  const viewOf = (shown: Session, target: SessionTarget): View =>
    createView(shown, {...host, onFormLeft: wayBack(host, target)}, viewTerminal(terminal));
  const switchTo = async (target: SessionTarget) => {
    const old = view;
    tellUser(old.ui, 'Opening…');
    await old.stop(LAST_SEND_MS);
    try {
      const next = await open(target);
      applyLook(next);
      view = viewOf(next, target);
    } catch (error) {
      old.start();
      old.ui.fail(error);
      return;
    }
    ink.rerender(view.element);
    view.start();
    view.session.services.poller.setFocused(isFocused);
    if (target.kind === 'profile' && target.begin !== undefined) runWhenOffered(view, target.begin);
    // The old screens have saved what was typed by now.
    const words = await old.close(view.session);
    if (words !== undefined) tellUser(view.ui, words.trim());
  };
  let switching: Promise<void> | undefined;
  const host: UiHost = {
    lists: new Map(),
    passphrase,
    quit: createQuit(
      () => view,
      (waited) => {
        if (waited) patienceMs = IMPATIENT_MS;
        finish(0);
      },
    ),
    redraw: () => terminal.frames.redraw(),
    suspend: () => terminal.suspend(),
    switchTo: (target) => {
      switching ??= switchTo(target).finally(() => {
        switching = undefined;
      });
    },
  };
  let view = viewOf(session, first);
  const endRedirect = redirectConsole(session.services.log);
  // Before the first write: a terminal that is gone already is a fault like any other.
  const crash = crashed(events, session.services.log);
  terminal.enter();
  const ink = await drawAndStart(terminal, view, look.linear);
  guard.start();
  if (begin !== undefined) runWhenOffered(view, begin);
  try {
    // An error while drawing ends Ink, not the process: without this it would vanish.
    return await Promise.race([finished, crash, ink.waitUntilExit().then(() => 0)]);
  } finally {
    signals.remove();
    // Screens save their drafts as they go away.
    ink.unmount();
    terminal.end();
    endRedirect();
    guard.release();
    await view.stop(signals.isTerminated() ? AT_ONCE_MS : patienceMs);
    streams.err((await view.close()) ?? '');
  }
}

function wayBack({switchTo}: UiHost, target: SessionTarget): (() => void) | undefined {
  const backTo = target.kind === 'profile' ? target.backTo : undefined;
  return backTo === undefined ? undefined : () => switchTo({kind: 'profile', profile: backTo});
}

function viewTerminal({inkStdin, write, frames}: Terminal): ViewTerminal {
  return {
    toInk: (raw) => inkStdin.push(raw),
    write,
    size: {columns: frames.columns, rows: frames.rows},
    picture: (picture) => {
      // A screen reader gets words instead.
      if ('picture' in frames) frames.picture(picture);
    },
  };
}

/** Draws it, and begins to read. With nothing to show yet the service is asked first, and answers while the first frame is drawn. */
async function drawAndStart(terminal: Terminal, view: View, linear: boolean): Promise<Instance> {
  const isEmpty = view.session.services.store.counts().all === 0;
  if (isEmpty) {
    view.start();
    for (let turns = 0; turns < TURNS_TO_ASK; turns += 1) await turn();
  }
  const ink = renderOn(terminal, view.element, linear);
  if (isEmpty) return ink;
  // What the first frame left open, such as the keys in the footer, is drawn before anything is read.
  await turn();
  view.start();
  return ink;
}

/**
 * In debug mode Ink writes whole frames and nothing else; the terminal turns them into differences, or for a screen
 * reader into what is new.
 */
function renderOn({frames, inkStdin}: Terminal, element: ReactNode, linear: boolean): Instance {
  return render(element, {
    stdout: frames as unknown as NodeJS.WriteStream,
    stdin: inkStdin as unknown as NodeJS.ReadStream,
    debug: true,
    isScreenReaderEnabled: linear,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  });
}

/** The screens offer their commands once they are drawn, those of the list only when somebody is signed in. */
function runWhenOffered({keys, ui, session}: View, begin: Beginning): void {
  const id = typeof begin === 'string' ? begin : 'filter.open';
  const run = () => {
    if (keys.stateOf(id) === undefined) return false;
    if (typeof begin === 'string') keys.run(begin);
    else openNumber(ui, session.services, numberEntry(begin.ticket, session.services.store));
    return true;
  };
  if (run()) return;
  const stop = keys.offered.subscribe(() => {
    if (run()) stop();
  });
}

/** The look of a profile: its theme and colours. */
function applyLook({
  services: {settings, platform, accounts},
}: Session): ReturnType<typeof themeOptions> & {modes: Modes} {
  const look = themeOptions(settings, platform.env, accounts.joined);
  applyTheme(look);
  spellKeys(look.ascii || look.linear);
  setOwnZones(settings.time.sites);
  return {...look, modes: modesOf({linear: look.linear, term: platform.env['TERM']})};
}

/** Rejects with the first error that nobody caught, so that it ends the console in good order. */
function crashed(events: OwnProcess['events'], log: Log): Promise<never> {
  return new Promise((_, reject) => {
    const end = (error: unknown) => {
      log.write('crash', error instanceof Error ? (error.stack ?? error.message) : String(error));
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whatever was thrown goes on as it is
      reject(error);
    };
    events.once('uncaughtException', end);
    events.once('unhandledRejection', end);
  });
}

const SIGNALS = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

type Signals = {
  readonly remove: () => void;
  /** Whether a SIGTERM came: whoever sends it waits for no more than two seconds. */
  readonly isTerminated: () => boolean;
  /** ctrl-c in an editor reaches this process too, but is not meant for it. */
  readonly withoutInterrupt: <T>(run: () => Promise<T>) => Promise<T>;
};

/** A closing SSH session or a `kill` ends the console like `q`: drafts saved, terminal restored. */
function onSignals(events: OwnProcess['events'], end: (code: number) => void): Signals {
  const lent = createLentTerminal();
  let isTerminated = false;
  const handlers = Object.entries(SIGNALS).map(([signal, code]) => {
    const handler = () => {
      isTerminated ||= signal === 'SIGTERM';
      if (!lent.isLent() || signal !== 'SIGINT') end(code);
    };
    events.on(signal, handler);
    return () => void events.off(signal, handler);
  });
  return {
    remove: () => handlers.forEach((remove) => remove()),
    isTerminated: () => isTerminated,
    withoutInterrupt: lent.during,
  };
}

/** How long quitting waits for what is on its way. */
const LIMIT_MS = 5000;
const LOOK_MS = 50;

/**
 * Quitting: at once if nothing is being sent; otherwise the console stays until it is sent, for a few seconds at most,
 * and says so. A second request quits at once. `finish` is told whether it waited.
 */
function createQuit(current: () => View, finish: (waited: boolean) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const going = () => {
    const {services} = current().session;
    // Of several accounts each has a network and rights of its own.
    return (services.several?.parts ?? [services]).flatMap(({store, poller, account}) =>
      onTheirWay(store, poller.status(), account.readOnly),
    );
  };
  return () => {
    if (timer !== undefined) return finish(true);
    current().session.services.outbox.hasten();
    const items = going();
    if (items.length === 0) return finish(false);
    const {session, ui} = current();
    const fate = session.services.storage.lost === undefined ? 'stays in the outbox' : 'is handed to you';
    const words = `Sending ${itemText(items)}… Quit once more to end now; what is not sent ${fate}.`;
    tellUser(ui, words);
    const until = Date.now() + LIMIT_MS;
    timer = setInterval(() => {
      if (going().length > 0 && Date.now() < until) return;
      clearInterval(timer);
      finish(true);
    }, LOOK_MS);
  };
}
