import type {SecretStore, StoredSecret} from './secret.ts';

/** Nothing is kept beyond this run. Always there, and a good choice on hosts that several people share. */
export function createMemoryStore(): SecretStore {
  const secrets = new Map<string, StoredSecret>();
  return {
    kind: 'memory',
    describe: () => 'memory only, until casedeck ends',
    available: () => Promise.resolve(undefined),
    holds: (profile) => Promise.resolve(secrets.has(profile)),
    read: (profile) => Promise.resolve(secrets.get(profile)),
    write: (profile, secret) => {
      secrets.set(profile, secret);
      return Promise.resolve();
    },
    clear: (profile) => Promise.resolve(secrets.delete(profile)),
  };
}
