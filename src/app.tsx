import {Box, useWindowSize} from 'ink';
import {SWRConfig} from 'swr';
import {line, span} from './components/lines.ts';
import {LineText} from './components/Pane.tsx';
import {KeysProvider, useKeys, type KeyDispatcher} from './hooks/keys.tsx';
import {ServicesProvider, useServices} from './hooks/services.tsx';
import {useSyncStatus} from './hooks/useSyncStatus.ts';
import {useTick} from './hooks/useTick.ts';
import {topScreen, type Nav} from './navigation.ts';
import {Body} from './screens/Body.tsx';
import {bannerLines} from './screens/banner.ts';
import {Footer} from './screens/Footer.tsx';
import {Header} from './screens/Header.tsx';
import type {Services} from './services.ts';
import type {Ui} from './ui.ts';

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
/** Ages are shown in minutes. */
const AGE_TICK_MS = 30_000;

function Root({ui}: {readonly ui: Ui}) {
  const {columns, rows} = useWindowSize();
  useAppKeys(ui);
  useTick(AGE_TICK_MS);
  const {clock} = useServices();
  const status = useSyncStatus();
  if (columns < MINIMUM.columns || rows < MINIMUM.rows) return <TooSmall columns={columns} rows={rows} />;
  const banner = bannerLines(status, clock.now(), columns);
  const height = rows - 2 - banner.length;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Header ui={ui} width={columns} />
      {banner.map((item, index) => (
        <LineText key={index} width={columns} line={item} />
      ))}
      <Body ui={ui} width={columns} height={height} />
      <Footer ui={ui} width={columns} />
    </Box>
  );
}

function TooSmall({columns, rows}: {readonly columns: number; readonly rows: number}) {
  const words = [`Too small: ${columns}x${rows}.`, `casedeck needs ${MINIMUM.columns}x${MINIMUM.rows}.`, 'q quits.'];
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
  local: 'Times are in this machine\'s zone.',
  site: 'Times are in the zone of the site (IBX).',
  utc: 'Times are in UTC.',
};

function useAppKeys(ui: Ui): void {
  const {poller} = useServices();
  const inform = (words: string) => ui.go({type: 'notice', notice: {tone: 'info', words}});
  useKeys('main', {
    help: () => ui.go({type: 'modal', modal: {kind: 'help'}}),
    time: () => {
      const time = NEXT_TIME[ui.nav.get().time];
      ui.go({type: 'time', time});
      inform(TIME_WORDS[time]);
    },
    refresh: () => {
      inform('Reading everything again…');
      poller.refreshAll().then(() => inform('Everything is up to date.'), ui.fail);
    },
    close: () => (topScreen(ui.nav.get()).kind === 'list' ? ui.quit() : ui.go({type: 'back'})),
  });
  useKeys('always', {quit: ui.quit, redraw: ui.redraw, suspend: ui.suspend});
}

