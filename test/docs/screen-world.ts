import {openServices, type Opened} from '../../src/console/session/open-services.ts';
import {startSandbox, type Sandbox} from '../../src/sandbox/start-sandbox.ts';
import type {AppError} from '../../src/errors.ts';
import {createLog} from '../../src/store/log.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {StoredTicket} from '../../src/domain/records.ts';
import type {FolderListing} from '../../src/files/list-folder.ts';
import type {SyncStatus} from '../../src/sync/contracts.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';
import {testPlatform} from '../support/test-platform.ts';

/** When the pictures were taken: a Monday, early in the morning. */
export const MOMENT = Date.UTC(2026, 10, 23, 4, 10);
const SEEN = MOMENT - 90 * 60_000;

/** In what this world differs from the usual one. */
export type WorldOptions = {
  readonly isNew?: boolean;
  readonly hasTickets?: boolean;
  readonly status?: Partial<SyncStatus>;
  /** What cannot be written to. */
  readonly lost?: AppError;
  readonly prepare?: (store: Opened['store']) => void;
};

export type ScreenWorld = {
  /** Services with a store of their own that holds every ticket, some news, a draft and something in the outbox. */
  readonly open: (options: WorldOptions) => Opened;
  readonly close: () => Promise<void>;
};

/** The seeded sandbox at a moment that never passes, read once. */
export async function openWorld(home: string): Promise<ScreenWorld> {
  const sandbox = await startSandbox({now: () => MOMENT});
  const services = await openServices({
    env: worldEnv(home, sandbox),
    flags: {},
    platform: testPlatform({
      ticketTemplates: async () => {
        const {readTicketTemplates} = await import('../../src/settings/ticket-templates.ts');
        return await readTicketTemplates('/nowhere');
      },
      templates: async () => {
        const {readTemplates} = await import('../../src/settings/templates.ts');
        return await readTemplates(`${home}/none`);
      },
    }),
    inMemory: true,
    environment: 'production',
    // Nobody's credential stands in the environment of a picture.
    envFor: () => ({HOME: home}),
    perSecond: 1000,
  });
  const tickets = await readAll(services, sandbox);
  return {
    open: ({isNew = false, hasTickets = true, status, lost, prepare}) => {
      const opened = withStore(services, hasTickets ? tickets : []);
      prepare?.(opened.store);
      const shown = {...STATUS, ...status};
      return {
        ...opened,
        poller: {...opened.poller, status: () => shown},
        storage: {...opened.storage, lost},
        accounts: {...opened.accounts, isNew, signIn: {...opened.accounts.signIn, ...SIGN_IN}},
        searchOrders: () => Promise.resolve(['1-204976070690', '1-204976070650', '1-204976070333']),
        files: {...opened.files, list: () => Promise.resolve(FOLDER)},
      };
    },
    async close() {
      services.store.close();
      await sandbox.close();
    },
  };
}

function worldEnv(home: string, {url, clientId, clientSecret}: Sandbox): Readonly<Record<string, string>> {
  return {
    HOME: home,
    EQUINIX_API_ENDPOINT: url,
    EQUINIX_API_CLIENTID: clientId,
    EQUINIX_API_CLIENTSECRET: clientSecret,
  };
}

async function readAll({poller, store}: Opened, sandbox: Sandbox): Promise<readonly StoredTicket[]> {
  await poller.refreshAll();
  const listed = store.page({filter: {}, sort: 'id'}, 0, 1000).map(({id}) => id);
  const ids = [...new Set([...listed, ...sandbox.caseNumbers])];
  await Promise.all(ids.map((id) => poller.refresh(id).catch(() => undefined)));
  return store.page({filter: {}, sort: 'id'}, 0, 1000).flatMap(({id}) => store.ticket(id) ?? []);
}

const nothing = () => Promise.resolve();

function withStore(services: Opened, tickets: readonly StoredTicket[]): Opened {
  const clock = {now: () => MOMENT};
  const store = openStore({file: ':memory:', clock});
  for (const {ticket, raw} of tickets) store.putTicket(ticket, raw ?? '{}', SEEN);
  if (tickets.length > 0) addNews(store, '1-204976070710');
  if (tickets.length > 0) addWork(store);
  const log = createLog({clock});
  for (const [area, words] of LOG) log.write(area, words);
  const account = {...services.account, profile: 'default', endpoint: 'https://api.equinix.com'};
  return {
    ...services,
    store,
    clock,
    log,
    account,
    // The sandbox has another port in every run.
    owner: (id) => ({...services.owner(id), account}),
    poller: {
      ...services.poller,
      refresh: nothing,
      refreshAll: nothing,
      refreshOpen: () => Promise.resolve(undefined),
    },
  };
}

/** A draft, and a note that waits. */
function addWork(store: Opened['store']): void {
  store.saveDraft({
    ticketId: '11150929',
    kind: 'note',
    text: 'Line card 3 again, please.',
    updatedAt: MOMENT - 240_000,
  });
  store.enqueue(
    {kind: 'note', ticketId: '1-204976070699', text: 'Is the door locked by now?', extra: undefined},
    MOMENT - 60_000,
  );
}

/** A note that came after this person had looked. */
function addNews(store: Opened['store'], id: string): void {
  const stored = store.ticket(id);
  if (stored === undefined) throw new Error(`the sandbox has no ticket ${id}`);
  store.markSeen(id, 'all', SEEN);
  const note = {
    id: toSafeText('news-1'),
    type: toSafeText('RESOLUTION_NOTES'),
    createdDateTime: toSafeText(new Date(MOMENT - 120_000).toISOString()),
    text: toSafeText(
      'Thermal camera is here. Whip B12 shows 71 °C at the second joint; we replace it now. Feed A is not touched.',
    ),
  };
  store.markSeen(id, [], SEEN);
  store.putTicket(
    {...stored.ticket, notes: [...(stored.ticket.notes ?? []), note]},
    stored.raw ?? '{}',
    MOMENT,
  );
}

const FOLDER: FolderListing = {
  path: '/home/nadia/evidence',
  parent: '/home/nadia',
  entries: [
    {name: 'photos', isFolder: true, size: undefined},
    {name: 'feed-b-load.png', isFolder: false, size: 41_250},
    {name: 'light-levels.csv', isFolder: false, size: 1822},
    {name: 'show-tech-dal-cr2.txt.gz', isFolder: false, size: 2_481_003},
  ],
  left: 0,
};

/** Every credential is good, and can be kept in two places. */
const SIGN_IN: Partial<Opened['accounts']['signIn']> = {
  attempt: ({profile, endpoint, clientId, clientSecret}) =>
    Promise.resolve({
      profile,
      endpoint,
      account: '182389736 VjT Existing Reseller New BA',
      credential: {
        clientId,
        clientSecret,
        token: {accessToken: 'token', expiresAt: MOMENT + 3_600_000, renewAt: MOMENT + 3_000_000},
      },
    }),
  places: () =>
    Promise.resolve([
      {kind: 'keychain', usable: false, message: 'there is no session bus'},
      {kind: 'age', usable: true, message: 'asks for a passphrase at each start'},
      {kind: 'memory', usable: true, message: 'until casedeck ends'},
    ]),
};

const STATUS: SyncStatus = {
  state: 'idle',
  listAt: MOMENT - 12_000,
  error: undefined,
  nextAt: undefined,
  progress: undefined,
  reading: undefined,
};

const LOG: readonly (readonly [area: string, words: string])[] = [
  ['api', 'POST /oauth2/v1/token (token): 200 in 184 ms'],
  ['api', 'POST /v1/retrieve-orders (searchOrders): 200 in 412 ms'],
  ['api', 'GET /support/v2/tickets/1-204976070710 (getTicket): 200 in 96 ms'],
  ['api', 'GET /support/v2/tickets/11150929 (getTicket): 503 in 1204 ms'],
  ['api', 'getTicket failed 1 times, again in 812 ms: The service is not available.'],
  ['api', 'GET /support/v2/tickets/11150929 (getTicket): 200 in 101 ms'],
  ['notify', 'New: 1-204976070710 (note)'],
];
