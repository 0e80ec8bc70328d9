import {createCipheriv, createDecipheriv, hkdfSync, randomBytes} from 'node:crypto';
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
  readonly read: (key: SealKey) => CachedToken | undefined;
  readonly write: (key: SealKey, token: CachedToken) => void;
  /** True if there was one. */
  readonly clear: () => boolean;
};

const CIPHER = 'aes-256-gcm';

/**
 * Nothing can be kept beside such a secret. So the token has its own file, encrypted with a key made from the client
 * secret: whoever can open it could also ask the service for a token. The service makes these secrets, long and random:
 * a key that is slow to make, as for a passphrase, would guard nothing, and every start would wait for it.
 */
export function createSealedToken(paths: Pick<Paths, 'state'>, profile: string): SealedToken {
  const file = tokenFile(paths, profile);
  return {
    file,
    read: (key) => {
      const text = readPrivateFile(file)?.toString('utf8');
      return text === undefined ? undefined : unseal(text, key);
    },
    write: (key, token) => writePrivateFile(file, seal(key, token)),
    clear: () => removePrivateFile(file),
  };
}

function seal(key: SealKey, token: CachedToken): string {
  const iv = randomBytes(12);
  const salt = randomBytes(16);
  const cipher = createCipheriv(CIPHER, keyFrom(key, salt), iv).setAAD(belonging(key));
  const data = Buffer.concat([cipher.update(JSON.stringify(token), 'utf8'), cipher.final()]);
  const parts = {salt, iv, tag: cipher.getAuthTag(), data};
  return `${JSON.stringify(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.toString('base64')])))}\n`;
}

function unseal(text: string, key: SealKey): CachedToken | undefined {
  const sealed = asRecord(tryJson(text));
  const [salt, iv, tag, data] = ['salt', 'iv', 'tag', 'data'].map((name) =>
    Buffer.from(textOf(sealed?.[name]) ?? '', 'base64'),
  );
  if (salt === undefined || iv?.length !== 12 || tag?.length !== 16 || data === undefined) return undefined;
  const decipher = createDecipheriv(CIPHER, keyFrom(key, salt), iv).setAAD(belonging(key)).setAuthTag(tag);
  try {
    return tokenOf(Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8'));
  } catch {
    // Another secret's, or damaged: a new one is asked for.
    return undefined;
  }
}

function keyFrom({clientSecret}: SealKey, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', clientSecret, salt, 'casedeck token', 32));
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
