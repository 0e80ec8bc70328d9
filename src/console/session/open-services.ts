import {createApi, type ApiClient, type ApiOptions} from '../../api/create-api.ts';
import type {GateWatch} from '../../api/gate/gate.ts';
import {createSend} from '../../api/http/network.ts';
import {proxyFor} from '../../api/http/network-proxy.ts';
import type {Platform, Services, Storage} from '../../state/services.ts';
import type {AccountInfo} from '../../domain/account.ts';
import {auditReader, auditWriter} from './audit-writer.ts';
import {databaseFile, resolvePaths, type Env, type Paths} from '../../settings/paths.ts';
import type {AskPassphrase} from '../../secrets/age.ts';
import {createRefusals} from '../../secrets/refusals.ts';
import type {Store} from '../../store/store.ts';
import type {SecretStore} from '../../secrets/secret.ts';
import {createSecrets, createStores, type Secrets} from '../../secrets/secrets.ts';
import {createLog, type Log} from '../../store/log.ts';
import {loadSettings} from '../../settings/settings.ts';
import type {Settings} from '../../settings/settings-types.ts';
import {createSync} from '../../sync/create-sync.ts';
import {lazyFiles} from '../../files/lazy-files.ts';
import type {SyncPoller} from '../../sync/poller/poller-deps.ts';
import {systemTimers} from '../../api/timers.ts';
import {guardStore, type GuardedStore} from '../../sync/guard-store.ts';
import {openTeam} from './open-team.ts';
import type {TeamOptions} from '../../team/lazy-team.ts';
import type {Outbox, OutboxFailures} from '../../sync/contracts.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {apiLog, ignoreStoreErrors} from './api-log.ts';
import {accountOf, createAccounts} from './accounts.ts';
import {openKeptStore} from './open-kept-store.ts';

export type GlobalFlags = {
  readonly profile?: string | undefined;
  readonly readOnly?: boolean | undefined;
  /** The console in lines for a screen reader, whatever the configuration says. */
  readonly screenReader?: boolean | undefined;
  /** Words on standard error only where something failed. */
  readonly quiet?: boolean | undefined;
  /** False: never ask, even on a terminal. */
  readonly input?: boolean | undefined;
  /** Writes the log to its file. */
  readonly debug?: boolean | undefined;
};

export type Opened = Services & {
  readonly settings: Settings;
  readonly poller: SyncPoller;
  /** The one way out for requests, for those who wait for it. */
  readonly gate: GateWatch;
  readonly outbox: Outbox & OutboxFailures;
  readonly secrets: Secrets;
  /** Where several accounts are read together; undefined: it is one. */
  readonly several?: Several | undefined;
};

export type Several = {
  /** The services of each account. */
  readonly parts: readonly Opened[];
  /** The account that has a ticket, and the ticket's number there. Throws an AppError where none is known to, or several are. */
  readonly find: (id: string) => {readonly services: Opened; readonly number: string};
};

export type OpenOptions = {
  readonly env: Env;
  readonly flags: GlobalFlags;
  readonly platform: Platform;
  /** For the demo: nothing is kept. */
  readonly inMemory?: boolean;
  /** Where the database cannot be used, goes on without keeping anything, instead of throwing. */
  readonly goOn?: boolean | undefined;
  readonly environment?: AccountInfo['environment'];
  /** The desk that a team shares in this process, in the demo. */
  readonly desk?: TeamOptions['open'];
  /** Requests a second; the sandbox needs no mercy. */
  readonly perSecond?: number;
  /** Told when a read failed and is tried again. */
  readonly onRetry?: ApiOptions['onRetry'];
  /** Absent where nobody is there to be asked. */
  readonly askPassphrase?: AskPassphrase | undefined;
  /** Places for secrets that several profiles of one run share. */
  readonly stores?: readonly SecretStore[];
  /** The environment for signing in to a profile; `env` if absent. */
  readonly envFor?: (profile: string | undefined) => Env;
  /** Shared by the sessions of one run; one of its own if absent. */
  readonly log?: Log;
  /** Where the credential was typed in this run. */
  readonly typed?: {readonly endpoint: string} | undefined;
  /** All profiles of this run for which it was. */
  readonly allTyped?: ReadonlyMap<string, {readonly endpoint: string}>;
};

/** Everything that commands and console need, built from the environment and the configuration. */
export async function openServices(options: OpenOptions): Promise<Opened> {
  const {env, flags, platform, inMemory = false} = options;
  const paths = resolvePaths(env);
  const settings = await settingsOf(options, paths);
  const clock = {now: Date.now};
  const {log = createLog({clock, file: flags.debug === true ? paths.logFile : undefined})} = options;
  const {lost, guard} = openGuarded(options, paths, settings);
  const {team, store, mailsOf} = openTeam(
    {env, platform, paths, settings, store: guard.store, inMemory, desk: options.desk},
    () => api.gate.state(),
  );
  const {askPassphrase, stores = createStores({env, paths, askPassphrase})} = options;
  const secrets = openSecrets({env, paths, settings, stores, isTyped: options.typed !== undefined, inMemory});
  // What the list shows of them goes with the setting.
  if (!settings.orders.show) store.forgetOrders();
  const signedIn = new SignedInAs(store);
  const api = openApi({env, paths, settings, secrets, signedIn, log, store, onRetry: options.onRetry});
  const shared = mailsOf(api);
  const {poller, outbox} = createSync({
    api: shared,
    gate: api.gate,
    store,
    clock,
    refresh: settings.refresh,
    notices: {source: settings.notices.source, everyMs: settings.refresh.noticesMs},
    readsOrders: settings.orders.show,
    readOnly: settings.readOnly,
    team,
    audited: inMemory ? undefined : auditReader(paths.auditFile, settings.profile.name),
    audit: inMemory ? () => undefined : guard.audit(auditWriter(paths.auditFile, settings, env, signedIn)),
  });
  const account = shownAccount(options, settings);
  return {
    api,
    store,
    poller,
    gate: api.gate,
    outbox,
    team,
    storage: {lost, ...guard},
    clock,
    log,
    ticketUrl: settings.ticketUrl,
    account,
    owner: (number) => ({account, number}),
    accounts: openAccounts(options, paths, stores, () => {
      secrets.forget();
      api.resetAuth();
    }),
    platform: {
      ...platform,
      editText: (text, name, editor = settings.editor) => platform.editText(text, name, editor),
    },
    settings,
    searchOrders: searcher({api, store, clock}),
    files: lazyFiles({api: shared, store, poller, clock}),
    secrets,
  };
}

async function settingsOf(options: OpenOptions, paths: Paths): Promise<Settings> {
  const {env, flags, typed} = options;
  const {profile, readOnly} = flags;
  const others = [...(options.allTyped?.keys() ?? [])];
  const loaded = await loadSettings({env, paths, profile, readOnly, endpoint: typed?.endpoint, others});
  const {perSecond = loaded.api.rate.perSecond} = options;
  const screenReader = flags.screenReader ?? loaded.screenReader;
  return {...loaded, screenReader, api: {...loaded.api, rate: {...loaded.api.rate, perSecond}}};
}

/** The profile's database, or one in memory. */
function openGuarded(
  {inMemory = false, goOn = false, platform, desk}: OpenOptions,
  paths: Paths,
  {profile, team}: Settings,
): Pick<Storage, 'lost'> & {readonly guard: GuardedStore} {
  const {lost, notices, store} = openKeptStore({
    file: inMemory ? ':memory:' : databaseFile(paths, profile.name),
    clock: {now: Date.now},
    account: profile.name,
    owner: {
      me: toSafeLine(team.name ?? platform.user),
      shares: desk !== undefined || (team.url !== undefined && !inMemory),
    },
    goOn,
  });
  return {lost, guard: guardStore(store, systemTimers, notices)};
}

function openAccounts(
  options: OpenOptions,
  paths: Paths,
  stores: readonly SecretStore[],
  lookAgain: () => void,
): Services['accounts'] {
  const {env, envFor = () => env, allTyped} = options;
  return {
    ...createAccounts({envFor, paths, stores, mayBeNew: isForNew(options), typed: allTyped}),
    lookAgain,
  };
}

function shownAccount({environment}: OpenOptions, settings: Settings): AccountInfo {
  const given = {
    ...accountOf(settings.profile, {readOnly: settings.readOnly, isNamed: isNamed(settings)}),
    byFlag: settings.origins.get('read_only')?.from === 'flag',
  };
  // The demo's account is nobody's.
  return environment === undefined ? given : {...given, environment, label: undefined, isNamed: false};
}

/** Nobody needs to be welcomed in the demo, or after signing in. */
function isForNew({inMemory = false, typed}: OpenOptions): boolean {
  return !inMemory && typed === undefined;
}

function searcher(deps: Pick<Services, 'api' | 'store' | 'clock'>): Services['searchOrders'] {
  return async (search, watch) => {
    const {searchOrders} = await import('../../sync/search-orders.ts');
    return await searchOrders(deps, search, watch);
  };
}

function isNamed({profile, origins}: Settings): boolean {
  return origins.get(`profiles.${profile.name}.account`)?.from === 'file';
}

type SecretsParts = {
  readonly env: Env;
  readonly paths: Paths;
  readonly settings: Settings;
  readonly stores: readonly SecretStore[];
  readonly isTyped: boolean;
  readonly inMemory: boolean;
};

function openSecrets({env, paths, settings, stores, isTyped, inMemory}: SecretsParts): Secrets {
  const {profile, untrusted} = settings;
  // What was typed a moment ago is what the user wants, whatever the configuration would run.
  const {credentialCommand} = profile;
  return createSecrets({
    env,
    paths,
    profile: {...profile, credentialCommand: isTyped ? undefined : credentialCommand},
    untrusted,
    stores,
    keepsNothing: inMemory,
  });
}

/** A write may take longer than a read, where nobody said how long an answer is waited for. */
function writeLimit({api, origins}: Settings): {writeMs?: number} {
  return origins.get('api.timeout')?.from === 'default' ? {} : {writeMs: api.timeoutMs};
}

type ApiParts = Pick<SecretsParts, 'env' | 'paths' | 'settings'> & {
  readonly secrets: Secrets;
  readonly signedIn: SignedInAs;
  readonly log: Log;
  readonly store: Pick<Store, 'changeMeta'>;
  readonly onRetry: ApiOptions['onRetry'];
};

function openApi({env, paths, settings, secrets, signedIn, log, store, onRetry}: ApiParts): ApiClient {
  const {endpoint, connectTimeoutMs, timeoutMs, transferTimeoutMs, rate, noteOperation} = settings.api;
  const proxy = proxyFor(endpoint, env);
  return createApi({
    endpoint,
    credentials: secrets.credentials,
    tokenCache: secrets.tokenCache,
    watch: createRefusals({paths, endpoint}).watch(),
    onSignedIn: (userName) => signedIn.keep(userName),
    send: createSend({env, connectTimeoutMs}),
    ...(proxy.kind === 'proxy' ? {proxy: proxy.url.href} : {}),
    limits: {readMs: timeoutMs, idleMs: transferTimeoutMs, ...writeLimit(settings)},
    rate,
    paceKeeper: {change: (change) => store.changeMeta('pace', change)},
    paths: settings.api.paths,
    noteOperation,
    readOnly: settings.readOnly,
    userAgent: `casedeck/${CASEDECK_VERSION}`,
    ...apiLog({log, store, tell: onRetry}),
  });
}

/** Whose token is in use, as the service calls that user; unknown until the first one. */
class SignedInAs {
  userName: string | undefined;
  readonly #store: Pick<Store, 'setUser'>;

  constructor(store: Pick<Store, 'setUser'>) {
    this.#store = store;
  }

  /** Whose tickets are "mine". A store that fails, or was closed meanwhile, is no reason to refuse the sign-in. */
  keep(userName: string): void {
    this.userName = userName;
    ignoreStoreErrors(() => this.#store.setUser(userName));
  }
}
