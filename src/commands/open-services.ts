import {createApi} from '../api/create-api.ts';
import type {CredentialsProvider} from '../api/credentials.ts';
import {createFetch} from '../api/network.ts';
import {AppError} from '../errors.ts';
import type {AccountInfo, Platform, Services} from '../services.ts';
import {openStore} from '../store/open-store.ts';
import {auditWriter} from './audit-writer.ts';
import {databaseFile, ensurePrivateFolder, resolvePaths, type Env} from '../store/paths.ts';
import {loadSettings} from '../store/settings.ts';
import type {Settings} from '../store/settings-types.ts';
import {createSync} from '../sync/create-sync.ts';
import type {Outbox, OutboxFailures} from '../sync/types.ts';

export type GlobalFlags = {
  readonly profile?: string | undefined;
  readonly readOnly?: boolean | undefined;
  /** Words on standard error only where something failed. */
  readonly quiet?: boolean | undefined;
  /** False: never ask, even on a terminal. */
  readonly input?: boolean | undefined;
};

export type Opened = Services & {readonly settings: Settings; readonly outbox: Outbox & OutboxFailures};

export type OpenOptions = {
  readonly env: Env;
  readonly flags: GlobalFlags;
  readonly platform: Platform;
  /** For the demo: nothing is kept. */
  readonly inMemory?: boolean;
  readonly environment?: AccountInfo['environment'];
  /** Requests a second; the sandbox needs no mercy. */
  readonly perSecond?: number;
};

/** Everything that commands and console need, built from the environment and the configuration. */
export async function openServices({env, flags, platform, ...options}: OpenOptions): Promise<Opened> {
  const paths = resolvePaths(env);
  const settings = await loadSettings({env, paths, profile: flags.profile, readOnly: flags.readOnly});
  const clock = {now: Date.now};
  const file = options.inMemory === true ? ':memory:' : databaseFile(paths, settings.profile.name);
  if (file !== ':memory:') ensurePrivateFolder(paths.state);
  const store = openStore({file, clock});
  const api = createApi({
    endpoint: settings.api.endpoint,
    credentials: environmentCredentials(env),
    fetch: createFetch({env}),
    clock,
    limits: {readMs: settings.api.timeoutMs, idleMs: settings.api.transferTimeoutMs},
    maxParallel: settings.api.rate.atOnce,
    paths: settings.api.paths,
    noteOperation: settings.api.noteOperation,
    readOnly: settings.readOnly,
    userAgent: `casedeck/${CASEDECK_VERSION}`,
  });
  const rate = {...settings.api.rate, ...(options.perSecond === undefined ? {} : {perSecond: options.perSecond})};
  const {poller, outbox} = createSync({
    api,
    store,
    clock,
    rate,
    refresh: settings.refresh,
    readOnly: settings.readOnly,
    audit: options.inMemory === true ? () => undefined : auditWriter(paths.auditFile, settings, env),
  });
  const account: AccountInfo = {
    profile: settings.profile.name,
    environment: options.environment ?? settings.profile.environment,
    endpoint: settings.api.endpoint,
  };
  return {api, store, poller, outbox, clock, account, platform, settings: {...settings, api: {...settings.api, rate}}};
}

function environmentCredentials(env: Env): CredentialsProvider {
  return () => {
    const token = env['EQUINIX_API_TOKEN'];
    if (token) return Promise.resolve({token});
    const clientId = env['EQUINIX_API_CLIENTID'];
    const clientSecret = env['EQUINIX_API_CLIENTSECRET'];
    if (clientId && clientSecret) return Promise.resolve({clientId, clientSecret});
    const error = new AppError('auth', 'There is no credential to sign in with.', {
      hint: 'Set EQUINIX_API_CLIENTID and EQUINIX_API_CLIENTSECRET.',
    });
    return Promise.reject(error);
  };
}
