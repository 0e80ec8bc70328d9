import type {ReactNode} from 'react';
import {App} from '../app.tsx';
import {AppError} from '../errors.ts';
import {joinedId} from '../domain/joined-id.ts';
import {createKeyDispatcher, type KeyDispatcher} from '../hooks/keys.tsx';
import {COMMANDS, showKey} from '../keys/keymap.ts';
import {contextsOf, type Nav} from '../state/navigation.ts';
import {awaySince, recordPresence} from '../state/away.ts';
import {keptShare} from '../state/kept-share.ts';
import {watchClock} from '../sync/clock-watch.ts';
import {watchSnoozes} from '../sync/snooze-watch.ts';
import {indexBehind} from '../sync/index-behind.ts';
import {systemTimers, type Timers} from '../api/timers.ts';
import {tellUser, type PictureWay, type Sharing, type Ui, type Viewer} from '../screens/ui.ts';
import {allWarnings, warningText} from './session/config-warnings.ts';
import {consoleKeys} from './console-keys.ts';
import {consoleViews} from './console-views.ts';
import {themeOptions} from './console-theme.ts';
import {createUi, type TerminalSize, type UiHost, type UiTools} from './create-ui.ts';
import {createDraftNews, waitingText} from './draft-news.ts';
import {createOutboxNews} from './outbox-news.ts';
import {watchChanges} from './watch-changes.ts';
import type {Session} from './session/open-session.ts';
import type {Platform, Services} from '../state/services.ts';
import {stayingText} from './last-sends.ts';
import {rescueTexts, textsIn} from './rescue-texts.ts';
import {setTimeout as pause} from 'node:timers/promises';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {readOnlyText, subjectOf} from './read-only-text.ts';
import {copyText} from './copy-text.ts';
import {openUrl} from './open-url.ts';
import type {Opened} from './session/open-services.ts';
import type {Env} from '../settings/paths.ts';
import type {Settings} from '../settings/settings-types.ts';
import {isRemote, multiplexer, pictureProtocol} from '../terminal/capabilities.ts';

/** A session on screen: its state, its keys, and what Ink draws. */
export type View = {
  readonly session: Session;
  readonly ui: Ui;
  readonly keys: KeyDispatcher;
  readonly element: ReactNode;
  /** Begins to read and send. */
  readonly start: () => void;
  /** Ends both; waits at most so long for a note on its way. */
  readonly stop: (limitMs: number) => Promise<void>;
  /**
   * Closes the store, after the screens are gone, because they save their drafts when they go. Resolves to a message
   * for the user; with `next`, only about what the next session does not continue.
   */
  readonly close: (next?: Session) => Promise<string | undefined>;
};

export type ViewTerminal = {
  readonly toInk: (raw: string) => void;
  readonly write: (bytes: string) => void;
  readonly picture: Viewer['picture']['show'];
  readonly size: TerminalSize;
};

let views = 0;

/** Makes a session ready to be drawn; nothing is read or sent before `start`. */
export function createView(session: Session, host: UiHost, terminal: ViewTerminal): View {
  const edits = trackEdits(session.services.platform);
  const services = {...session.services, platform: edits.platform};
  const {poller, outbox, store, accounts, settings} = services;
  const {bindings, warnings} = consoleKeys(services.settings);
  const closed = new AbortController();
  const tools: Omit<UiTools, 'copy' | 'browse'> = {
    keyFor: (id) => showKey(keys.shownKey(id)),
    closed: closed.signal,
    picture: {...pictureWay(settings, session.services.platform.env), show: terminal.picture},
  };
  const {write} = terminal;
  const inform = (words: string) => tellUser(ui, words);
  const share = shareTools(services, {
    write,
    inform,
    fail: (error) => ui.fail(error),
  });
  const look = {
    time: settings.time.show,
    preview: startPreview(services),
    share: keptShare(store),
    views: consoleViews(services),
    size: terminal.size,
  };
  const ui = createUi(services, {...host, ...tools, ...share}, look);
  const notifier = watchChanges(services, write);
  const keys = createKeyDispatcher({
    contexts: () => contextsOf(ui.nav.get()),
    toInk: terminal.toInk,
    onDisabled: inform,
    onFailed: (error) => ui.fail(error),
    now: services.clock.now,
    bindings,
    readOnly: (id) => readOnlyText(services, id, () => subjectOf(ui.nav.get(), ui.list.get().selectedId)),
  });
  const outboxNews = createOutboxNews(store, {
    tell: (words) => tellUser(ui, words, 'error'),
    where: () => whereDraftsAre(ui.list, keys, 'it'),
    isTold: ({id}) => ui.bulk.get()?.results.some(({item}) => item === id) === true,
  });
  const unsubscribes = [
    poller.subscribe(ui.list.hear),
    outbox.subscribe(ui.list.hear),
    poller.subscribe(ui.marks.follow),
    poller.subscribe(createDraftNews(store, inform)),
    outbox.subscribe(outboxNews),
  ];
  // Shown in the first frame: after a crash or a lost connection it is the first thing to know.
  const waiting = accounts.isNew ? undefined : waitingText(store, whereDraftsAre(ui.list, keys, 'them'));
  // What is said in the first frame stays on the page of what happened meanwhile.
  const left =
    accounts.isNew || store.counts().all === 0 ? undefined : awaySince(store, services.clock.now());
  if (left !== undefined) ui.go({type: 'push', screen: {kind: 'since', since: left}});
  const words = [warningText(allWarnings(settings, warnings)), waiting].filter((part) => part !== undefined);
  if (words.length > 0) tellUser(ui, words.join(' '));
  let stopWatches: readonly (() => void)[] = [];
  views += 1;
  return {
    session,
    ui,
    keys,
    // A separate key: nothing of one profile's screens may stay in another's.
    element: <App key={views} services={services} ui={ui} keys={keys} />,
    start() {
      outbox.start();
      poller.start();
      stopWatches = [
        watchClock(services.clock, systemTimers, inform),
        watchSnoozes(services, systemTimers, inform),
        watchPresence(services, systemTimers),
        indexBehind(services, systemTimers, keys.heard),
      ];
    },
    async stop(limitMs) {
      for (const stop of stopWatches) stop();
      ui.list.stop();
      poller.stop();
      await Promise.all([outbox.stop(limitMs), edits.end()]);
    },
    async close(next) {
      closed.abort(new AppError('cancelled', 'The console was closed.'));
      for (const unsubscribe of unsubscribes) unsubscribe();
      // The end of the session notified the list once more: nothing may read the store after it is closed.
      ui.list.stop();
      notifier.stop();
      const words = lastText(services, next === undefined ? [] : profilesIn(next.services));
      await session.close();
      return words;
    },
  };
}

function whereDraftsAre({views}: Ui['list'], keys: KeyDispatcher, what: 'it' | 'them'): string {
  const slot = views.find(({kind}) => kind === 'outbox')?.slot;
  const key = COMMANDS.find(({id}) => id === `view.${String(slot)}`);
  return key === undefined
    ? `"casedeck drafts" lists ${what}.`
    : `${showKey(keys.shownKey(key.id))} lists ${what}.`;
}

/** A screen reader reads one thing at a time; the ticket opens on Enter. */
function startPreview({settings, platform}: Session['services']): Nav['preview'] {
  return themeOptions(settings, platform.env).linear ? 'off' : settings.preview;
}

/** What the user must know when the console ends: what was not sent, and where texts are that the database did not take. */
function lastText(
  services: Pick<Opened, 'account' | 'several' | 'storage' | 'store'>,
  goOn: readonly string[],
): string | undefined {
  const {storage, several} = services;
  try {
    const parts = several?.parts ?? [services];
    const lost = parts.filter((part) => part.storage.lost !== undefined);
    const kept = parts.filter(
      (part) => part.storage.lost === undefined && !goOn.includes(part.account.profile),
    );
    const nameOf = (part: Pick<Opened, 'account'>, id: string) =>
      several === undefined ? id : joinedId(part.account.profile, id);
    const texts = lost.flatMap((part) =>
      textsIn(part.store).map((text) => ({...text, ticketId: nameOf(part, text.ticketId)})),
    );
    const words = [
      rescueTexts([...texts, ...storage.unsaved()]),
      stayingText({outbox: (states) => kept.flatMap(({store}) => store.outbox(states))}),
    ].filter((part) => part !== undefined);
    return words.length === 0 ? undefined : words.join('');
  } catch (error) {
    // The database fails, as was told already.
    if (error instanceof AppError) return rescueTexts(storage.unsaved());
    throw error;
  }
}

function profilesIn({several, account}: Pick<Opened, 'several' | 'account'>): readonly string[] {
  return several === undefined ? [account.profile] : several.parts.map((part) => part.account.profile);
}

/** If the end of the connection also ends an editor, what the editor had saved is read before the store closes. */
const EDITOR_ENDS_MS = 1000;

/** The same platform, and an `end` that waits a moment for texts that are in an editor. */
function trackEdits(platform: Platform): {
  readonly platform: Platform;
  readonly end: () => Promise<void>;
} {
  const open = new Set<Promise<unknown>>();
  const editText: Platform['editText'] = (...given) => {
    const edit = platform.editText(...given);
    const forget = () => open.delete(edit);
    open.add(edit);
    edit.then(forget, forget);
    return edit;
  };
  const end = async () => {
    if (open.size === 0) return;
    await Promise.race([Promise.allSettled(open), pause(EDITOR_ENDS_MS)]);
    // Whoever asked for the text has it a turn later.
    await pause(0);
  };
  return {platform: {...platform, editText}, end};
}

type ShareHost = {
  /** Straight to the terminal. */
  readonly write: (bytes: string) => void;
  readonly inform: (words: string) => void;
  readonly fail: (error: unknown) => void;
};

/** Clipboard and browser, each on a key only. */
function shareTools(services: Pick<Opened, 'settings' | 'platform'>, host: ShareHost): Sharing {
  const {settings, platform} = services;
  const {env} = platform;
  const copy = (text: string, words: string) => {
    copyText(text, {env, write: host.write}).then(() => host.inform(words), host.fail);
  };
  return {
    copy: (text, what) => copy(text, `${what} is on the clipboard.`),
    browse(url) {
      openUrl(url, {env, browser: settings.browser}).then((isOpen) => {
        const shown = toSafeLine(url);
        if (isOpen) host.inform(`${shown} is opening in the browser.`);
        else copy(url, `${shown} is on the clipboard; there is no browser here.`);
      }, host.fail);
    },
  };
}

/** How pictures are drawn here: as the configuration says, else as the environment lets the terminal be known. */
function pictureWay(settings: Settings, env: Env): PictureWay {
  const through = multiplexer(env);
  const isTmux = through === 'tmux';
  return {drawnBy: drawnBy(settings, env), isTmux, isSlow: isTmux || isRemote(env)};
}

function drawnBy(settings: Settings, env: Env): PictureWay['drawnBy'] {
  const {pictures} = settings;
  if (pictures === 'blocks' || pictures === 'off') return pictures;
  const through = multiplexer(env);
  // screen hands nothing through; tmux only where the user has set it up so, which the setting says.
  if (through === 'screen' || themeOptions(settings, env).linear) return 'blocks';
  if (pictures !== 'auto') return pictures;
  return (through === undefined ? pictureProtocol(env) : undefined) ?? 'blocks';
}

/** A console that is killed was here until then, but for as long as this. */
const EVERY_MS = 60_000;

/** Notes that somebody is here, from now on and until the end. Returns what ends it. */
function watchPresence({store, clock}: Pick<Services, 'store' | 'clock'>, timers: Timers): () => void {
  let timer: unknown;
  const look = () => {
    recordPresence(store, clock.now());
    timer = timers.setTimeout(look, EVERY_MS);
  };
  look();
  return () => {
    timers.clearTimeout(timer);
    recordPresence(store, clock.now());
  };
}
