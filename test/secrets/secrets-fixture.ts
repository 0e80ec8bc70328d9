import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach} from 'vitest';
import type {CachedToken} from '../../src/api/credentials.ts';
import {AppError} from '../../src/errors.ts';
import {resolvePaths, type Paths} from '../../src/settings/paths.ts';
import {loadSettings} from '../../src/settings/settings.ts';
import type {ProfileSettings} from '../../src/settings/settings-types.ts';
import {createMemoryStore} from '../../src/secrets/memory.ts';
import type {SecretStore, StoredSecret} from '../../src/secrets/secret.ts';
import {createSecrets, type SecretsOptions} from '../../src/secrets/secrets.ts';

export let home: string;
export let paths: Paths;
export let profile: ProfileSettings;

/** To be called by each test file: an empty home for each of its tests. */
export function ownHome(): void {
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'casedeck-secrets-'));
    paths = resolvePaths({HOME: home});
    profile = (await loadSettings({env: {}, paths})).profile;
  });
  afterEach(() => rmSync(home, {recursive: true, force: true}));
}

export const SECRET: StoredSecret = {clientId: 'id', clientSecret: 'hunter2-secret', userName: 'jd'};

/** A keychain in memory; `broken` says why it cannot be used. */
export function fakeKeychain(broken?: string): SecretStore & {readonly reads: () => number} {
  const memory = createMemoryStore();
  let reads = 0;
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    if (broken !== undefined) throw new AppError('store', `The keyring cannot be used: ${broken}.`);
    return work();
  };
  return {
    kind: 'keychain',
    describe: () => 'the test keyring',
    available: () => Promise.resolve(broken),
    holds: (name) => guard(() => memory.holds(name)),
    read: (name) => {
      reads += 1;
      return guard(() => memory.read(name));
    },
    write: (name, secret) => guard(() => memory.write(name, secret)),
    clear: (name) => guard(() => memory.clear(name)),
    reads: () => reads,
  };
}

export function secrets(options: Partial<SecretsOptions> = {}) {
  return createSecrets({
    env: {},
    paths,
    profile,
    keychain: fakeKeychain('no bus'),
    ageWorkFactor: 5,
    askPassphrase: () => Promise.resolve('open sesame'),
    ...options,
  });
}

export function token(accessToken = 'access-1'): CachedToken {
  return {
    endpoint: profile.endpoint,
    clientId: 'id',
    accessToken,
    expiresAt: 2000,
    renewAt: 1000,
    userName: 'jd',
  };
}

export async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}
