import {createCipheriv, createDecipheriv, randomBytes, scrypt} from 'node:crypto';
import type {CachedToken} from '../api/credentials.ts';
import {tokenFile, type Paths} from '../settings/paths.ts';
import {readPrivateFile, removePrivateFile, writePrivateFile} from '../settings/private-file.ts';
import {asRecord, textOf, tryJson} from './secret.ts';

/** A secret that another program keeps: what its token is encrypted with, and whom it belongs to. */
export type SealKey = {readonly endpoint: string; readonly clientId: string; readonly clientSecret: string};

/** The access token of a credential from the environment or a command, between runs. */
export type SealedToken = {
  readonly file: string;
  /** Undefined where there is none, or it was sealed with another secret. */
  readonly read: (key: SealKey) => Promise<CachedToken | undefined>;
  readonly write: (key: SealKey, token: CachedToken) => Promise<void>;
  /** True if there was one. */
  readonly clear: () => boolean;
};

const CIPHER = 'aes-256-gcm';
/** 16 MB and some 30 ms: secrets are long and random, but guessing at one from this file must cost something all the same. */
const COST = {N: 2 ** 14, r: 8, p: 1};

/**
 * Nothing can be kept beside such a secret. So the token has its own file, encrypted with a key made from the client
 * secret: whoever can open it could also ask the service for a token.
 */
export function createSealedToken(paths: Pick<Paths, 'state'>, profile: string): SealedToken {
  const file = tokenFile(paths, profile);
  const keys = new SealKeys();
  return {
    file,
    read: async (key) => {
      const text = readPrivateFile(file)?.toString('utf8');
      if (text !== undefined) return await unseal(text, key, keys);
      // The token that is asked for now waits for no key when it comes.
      void keys.derive(key).catch(() => undefined);
      return undefined;
    },
    write: async (key, token) => writePrivateFile(file, await seal(key, token, keys)),
    clear: () => removePrivateFile(file),
  };
}

async function seal(key: SealKey, token: CachedToken, keys: SealKeys): Promise<string> {
  const iv = randomBytes(12);
  const {salt, derived} = await keys.derive(key);
  const cipher = createCipheriv(CIPHER, derived, iv).setAAD(belonging(key));
  const data = Buffer.concat([cipher.update(JSON.stringify(token), 'utf8'), cipher.final()]);
  const parts = {salt, iv, tag: cipher.getAuthTag(), data};
  return `${JSON.stringify(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.toString('base64')])))}\n`;
}

async function unseal(text: string, key: SealKey, keys: SealKeys): Promise<CachedToken | undefined> {
  const sealed = asRecord(tryJson(text));
  const [salt, iv, tag, data] = ['salt', 'iv', 'tag', 'data'].map((name) =>
    Buffer.from(textOf(sealed?.[name]) ?? '', 'base64'),
  );
  if (salt === undefined || iv?.length !== 12 || tag?.length !== 16 || data === undefined) return undefined;
  const {derived} = await keys.derive(key, salt);
  const decipher = createDecipheriv(CIPHER, derived, iv).setAAD(belonging(key)).setAuthTag(tag);
  try {
    return tokenOf(Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8'));
  } catch {
    // Another secret's, or damaged: a new one is asked for.
    return undefined;
  }
}

/**
 * Makes keys, and remembers the last of them: an hourly renewal made anew would leave 16 MB behind in each thread that had
 * a turn at it. Each sealing has its own iv.
 */
class SealKeys {
  #last:
    | {readonly clientSecret: string; readonly salt: Buffer; readonly derived: Promise<Buffer>}
    | undefined;

  /** With this salt, or with any. */
  async derive({clientSecret}: SealKey, salt?: Buffer): Promise<{salt: Buffer; derived: Buffer}> {
    const last = this.#last;
    if (last?.clientSecret === clientSecret && (salt === undefined || last.salt.equals(salt)))
      return {salt: last.salt, derived: await last.derived};
    const used = salt ?? randomBytes(16);
    const derived = new Promise<Buffer>((resolve, reject) => {
      scrypt(clientSecret, used, 32, COST, (error, key) => (error === null ? resolve(key) : reject(error)));
    });
    derived.catch(() => (this.#last = undefined));
    this.#last = {clientSecret, salt: used, derived};
    return {salt: used, derived: await derived};
  }
}

function belonging({endpoint, clientId}: SealKey): Buffer {
  return Buffer.from(`casedeck token\n${endpoint}\n${clientId}`);
}

function tokenOf(json: string): CachedToken | undefined {
  const data = asRecord(tryJson(json));
  const [endpoint, clientId, accessToken] = ['endpoint', 'clientId', 'accessToken'].map((name) =>
    textOf(data?.[name]),
  );
  const {expiresAt, renewAt} = data ?? {};
  const userName = textOf(data?.['userName']);
  if (endpoint === undefined || clientId === undefined || accessToken === undefined) return undefined;
  if (typeof expiresAt !== 'number' || typeof renewAt !== 'number') return undefined;
  const token = {endpoint, clientId, accessToken, expiresAt, renewAt};
  return userName === undefined ? token : {...token, userName};
}
