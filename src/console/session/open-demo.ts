import {startSandbox, type Sandbox} from '../../sandbox/start-sandbox.ts';
import type {Desk, DeskSeat} from '../../team/desk.ts';
import type {Platform} from '../../state/services.ts';
import {openServices, type Opened, type OpenOptions} from './open-services.ts';

export type DemoOptions = Pick<OpenOptions, 'env' | 'flags' | 'stores' | 'envFor' | 'log'> & {
  readonly platform: Platform;
  /** Technicians answer and statuses advance while somebody looks. */
  readonly alive: boolean;
  /** Two more engineers share a desk with whoever looks. */
  readonly team?: boolean | undefined;
};

export type Demo = {readonly services: Opened; readonly close: () => Promise<void>};

/** A sandbox of its own, and everything to work with it. Nothing is kept. */
export async function openDemo({env, alive, team = false, ...options}: DemoOptions): Promise<Demo> {
  const sandbox = await startSandbox({alive});
  const demoEnv = {
    ...env,
    EQUINIX_API_ENDPOINT: sandbox.url,
    EQUINIX_API_CLIENTID: sandbox.clientId,
    EQUINIX_API_CLIENTSECRET: sandbox.clientSecret,
    EQUINIX_API_TOKEN: undefined,
    EQUINIX_API_TOKEN_FILE: undefined,
    CASEDECK_PROFILE: undefined,
  };
  const table = team ? await setTable(sandbox) : undefined;
  const services = await openServices({
    ...options,
    env: demoEnv,
    inMemory: true,
    environment: 'demo',
    perSecond: 50,
    desk: table?.open,
  });
  // Cases that are no orders: order history does not know them, casedeck follows them once told.
  services.store.track(sandbox.caseNumbers, 'asked', Date.now());
  return {
    services,
    close: async () => {
      table?.end();
      services.store.close();
      await sandbox.close();
    },
  };
}

type Table = {readonly open: (seat: DeskSeat) => Promise<Desk>; readonly end: () => void};

/** A desk in this process with two engineers at it. */
async function setTable(sandbox: Sandbox): Promise<Table> {
  const [{MemoryDesk}, {playTeammates}] = await Promise.all([
    import('../../team/memory-desk.ts'),
    import('../../sandbox/alive/teammates.ts'),
  ]);
  const desk = new MemoryDesk({now: Date.now});
  const seatOf = (who: string) =>
    desk.open({room: 'demo', member: who, who, onNews: () => undefined, onLost: () => undefined});
  const end = playTeammates([seatOf('nadia'), seatOf('tom')], sandbox, Date.now);
  return {open: (seat) => Promise.resolve(desk.open(seat)), end};
}
