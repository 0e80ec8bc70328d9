import {Box} from 'ink';
import {SWRConfig} from 'swr';
import {line, span, type Line} from './components/lines.ts';
import {LineText} from './components/Pane.tsx';
import {type KeyActions, type KeyDispatcher, KeysProvider, useKeyDispatcher, useKeys} from './hooks/keys.tsx';
import {ServicesProvider, useServices} from './hooks/useServices.tsx';
import {useValue} from './hooks/useValue.ts';
import {useNotices} from './hooks/useNotices.ts';
import {useStorageNews} from './hooks/useStorageNews.ts';
import {useTerminalSize} from './hooks/useTerminalSize.ts';
import {useSyncStatus} from './hooks/useSyncStatus.ts';
import {useTick} from './hooks/useTick.ts';
import {type Nav, topScreen} from './state/navigation.ts';
import {Body} from './screens/Body.tsx';
import {
  type BannerPlace,
  bannerLines,
  incidentLines,
  noticeLines,
  storageLines,
  teamLines,
  transferLines,
} from './screens/banners/banner.ts';
import {Footer, sequenceLines} from './screens/Footer.tsx';
import {Header} from './screens/Header.tsx';
import {openPasted} from './screens/open-number.ts';
import {screenActions} from './screens/screen-actions.ts';
import {useSignInPrompts} from './screens/sign-in/useSignInPrompts.ts';
import type {AppError} from './errors.ts';
import type {Services} from './state/services.ts';
import {type SyncStatus, type TeamStatus, wantsSignIn} from './sync/contracts.ts';
import {
  tellUser,
  type Entrance,
  type Guide,
  type Host,
  type Pickers,
  type Reader,
  type Runs,
  type Selection,
  type Ui,
} from './screens/ui.ts';
import {useSyncExternalStore} from 'react';

export type AppProps = {readonly services: Services; readonly ui: Ui; readonly keys: KeyDispatcher};

const SWR_OPTIONS = {provider: () => new Map(), dedupingInterval: 0, focusThrottleInterval: 0} as const;

/** Providers around the one screen. */
export function App({services, ui, keys}: AppProps) {
  return (
    <ServicesProvider services={services}>
      <SWRConfig value={SWR_OPTIONS}>
        <KeysProvider keys={keys}>
          <Root ui={ui} />
        </KeysProvider>
      </SWRConfig>
    </ServicesProvider>
  );
}

const MINIMUM = {columns: 40, rows: 10};
/** What is worked on keeps so many rows, however much there is to say around it. */
const LEAST_BODY = 5;
/** Ages are shown in minutes. */
const AGE_TICK_MS = 30_000;

function Root({ui}: {readonly ui: Ui}) {
  const {columns, rows} = useTerminalSize();
  useAppKeys(ui);
  useSignInPrompts(ui);
  useTick(AGE_TICK_MS);
  const {clock, storage, store} = useServices();
  const news = useStorageNews();
  const status = useSyncStatus();
  const team = useTeamStatus();
  const notices = useNotices();
  const nav = useValue(ui.nav);
  const keys = useKeyDispatcher();
  const pending = useValue(keys.pending);
  const isSigningIn = isAboutSigningIn(nav);
  const transfer = transferLines(useValue(ui.transfer), ui.keyFor('transfer.stop'), columns);
  if (columns < MINIMUM.columns || rows < MINIMUM.rows) return <TooSmall columns={columns} rows={rows} />;
  const below = pending === '' ? noticeLines(nav.notice, columns) : sequenceLines(keys, columns);
  const inner = rows - 1 - Math.max(1, below.length) - transfer.length;
  const place = {now: clock.now(), width: columns, rows, keyFor: ui.keyFor, room: inner - LEAST_BODY};
  const told = toldSites(nav, store);
  const banner = bannersIn(place, [
    (at) => storageLines(storage, news, at),
    () => teamLines(team, columns),
    (at) => (isSigningIn || isSameTrouble(status, news.trouble) ? [] : bannerLines(status, at)),
    (at) =>
      isSigningIn || isAboutNotices(nav)
        ? []
        : incidentLines(
            notices.filter(({notice}) => !notice.ibxs.some((ibx) => told.includes(ibx))),
            at,
          ),
  ]);
  const height = inner - banner.length;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Header ui={ui} width={columns} />
      {banner.map((item, index) => (
        <LineText key={index} width={columns} line={item} />
      ))}
      <Body ui={ui} width={columns} height={height} />
      {transfer.map((item, index) => (
        <LineText key={index} width={columns} line={item} />
      ))}
      <Footer ui={ui} width={columns} />
    </Box>
  );
}

/** One below the other, as far as there is room. */
function bannersIn(
  place: BannerPlace,
  makers: readonly ((place: BannerPlace) => readonly Line[])[],
): readonly Line[] {
  const lines: Line[] = [];
  for (const make of makers) {
    const room = place.room - lines.length;
    if (room > 0) lines.push(...make({...place, room}));
  }
  return lines;
}

/** These screens say themselves what is missing. */
function isAboutSigningIn({modal}: Nav): boolean {
  return modal?.kind === 'signin' || modal?.kind === 'welcome' || modal?.kind === 'passphrase';
}

/** The sites whose notices stand on the screen itself. */
function toldSites(nav: Nav, store: Pick<Services['store'], 'row'>): readonly string[] {
  const screen = topScreen(nav);
  if (nav.modal !== undefined || nav.overlay !== undefined) return [];
  if (screen.kind === 'ticket') return store.row(screen.id)?.ibx ?? [];
  return screen.kind === 'site' ? [screen.ibx] : [];
}

/** There they stand already. */
function isAboutNotices(nav: Nav): boolean {
  return ['notices', 'notice'].includes(topScreen(nav).kind);
}

/** The poller could not write either, for the same reason. */
function isSameTrouble({error}: SyncStatus, trouble: AppError | undefined): boolean {
  return trouble !== undefined && error?.message === trouble.message;
}

function TooSmall({columns, rows}: {readonly columns: number; readonly rows: number}) {
  const words = [
    `Too small: ${columns}x${rows}.`,
    `casedeck needs ${MINIMUM.columns}x${MINIMUM.rows}.`,
    'q quits.',
  ];
  return (
    <Box flexDirection="column">
      {words.slice(0, rows).map((text) => (
        <LineText key={text} width={columns} line={line(span(text, 'strong'))} />
      ))}
    </Box>
  );
}

const NEXT_TIME: Readonly<Record<Nav['time'], Nav['time']>> = {local: 'site', site: 'utc', utc: 'local'};
const TIME_WORDS: Readonly<Record<Nav['time'], string>> = {
  local: "Times are in this machine's zone.",
  site: 'Times are in the zone of the site (IBX).',
  utc: 'Times are in UTC.',
};

const READING_TEXT = 'Reading everything again…';

/** What was read, and how many open tickets are read behind it. */
function refreshedText(left: number | undefined): string {
  if (left === 0) return 'The list and all open tickets are up to date.';
  const rest =
    left === undefined ? '' : ` ${left === 1 ? 'One more' : `${left} other open tickets`} will follow.`;
  return `The list and what you look at are up to date.${rest}`;
}

function useAppKeys(ui: Guide & Selection & Reader & Runs & Pickers & Entrance & Host): void {
  const services = useServices();
  const {poller, outbox, accounts, account} = services;
  const help = () => ui.go({type: 'overlay', overlay: 'help'});
  const actions: KeyActions = {
    ...screenActions(ui, services),
    help,
    'remote.open': () => {
      ui.remote.line.select();
      ui.go({type: 'push', screen: {kind: 'remote'}});
    },
    palette: () => openPalette(ui),
    time: () => {
      const time = NEXT_TIME[ui.nav.get().time];
      ui.go({type: 'time', time});
      tellUser(ui, TIME_WORDS[time]);
    },
    refresh: () => {
      tellUser(ui, READING_TEXT);
      // Somebody may have signed in elsewhere meanwhile.
      if (wantsSignIn(poller.status())) accounts.lookAgain();
      outbox.lookForUnknown();
      const refreshed = (left: number | undefined) => {
        const {notice} = ui.nav.get();
        // What was found meanwhile is worth more: a ticket with a draft that is closed by now.
        if (notice === undefined || notice.message === READING_TEXT) tellUser(ui, refreshedText(left));
      };
      poller.refreshOpen().then(refreshed, ui.fail);
    },
    'profile.switch': () => ui.go({type: 'modal', modal: {kind: 'profiles'}}),
    'signin.open': () =>
      accounts.joined.length === 0
        ? ui.signIn.open(account.profile)
        : ui.go({type: 'modal', modal: {kind: 'profiles', purpose: 'signin'}}),
    close: () => (topScreen(ui.nav.get()).kind === 'list' ? ui.quit() : ui.go({type: 'back'})),
  };
  // Pasted text never runs commands; a number in it is that of a ticket.
  useKeys('main', actions, {onPaste: (text) => openPasted(ui, services, text)});
  useKeys('choosing', {help});
  useKeys('always', {
    quit: ui.quit,
    'transfer.stop': {
      run: () => ui.transfer.get()?.stop(),
      disabled: ui.transfer.get() === undefined ? 'Nothing is being transferred.' : undefined,
    },
    redraw: ui.redraw,
    suspend: ui.suspend,
    'help.anywhere': help,
    'palette.anywhere': () => openPalette(ui),
  });
}

function openPalette(ui: Guide & Pickers): void {
  ui.palette.select();
  ui.go({type: 'overlay', overlay: 'palette'});
}

/** Where the team's desk stands, in every frame. */
function useTeamStatus(): TeamStatus & {readonly notice: string | undefined} {
  const {team} = useServices();
  const status = useSyncExternalStore(team.subscribe, team.status, team.status);
  return {...status, notice: useSyncExternalStore(team.subscribe, team.notice, team.notice)};
}
