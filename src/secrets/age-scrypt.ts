import {createCipheriv, createDecipheriv, randomBytes, scrypt} from 'node:crypto';
import {Stanza, type Identity, type Recipient} from 'age-encryption';

// The passphrase recipient of the age format (age-encryption.org/v1, section "scrypt recipient stanza"),
// with Node's scrypt: the library's own runs in JavaScript on the main thread, where it would hold the
// screen for one to two seconds and leave 256 MB behind.

const LABEL = Buffer.from('age-encryption.org/v1/scrypt');
const NONCE = Buffer.alloc(12);
const TAG_BYTES = 16;
/** Above this a file could make us use gigabytes; the age tool's own limit is 22, its default 18. */
const MAX_WORK_FACTOR = 20;

/** Wraps the file key with a passphrase; `workFactor` is log2 of scrypt's N. */
export function scryptRecipient(passphrase: string, workFactor: number): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const salt = randomBytes(16);
      const key = await deriveKey(passphrase, salt, workFactor);
      const cipher = createCipheriv('chacha20-poly1305', key, NONCE, {authTagLength: TAG_BYTES});
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      return [
        new Stanza(
          ['scrypt', salt.toString('base64').replace(/=+$/, ''), String(workFactor)],
          new Uint8Array(body),
        ),
      ];
    },
  };
}

/** Unwraps the file key; null where the passphrase is not the one, or the file is not for a passphrase. */
export function scryptIdentity(passphrase: string): Identity {
  return {
    unwrapFileKey: async (stanzas) => {
      const [stanza] = stanzas;
      const [type, encodedSalt, factor] = stanza?.args ?? [];
      if (stanzas.length !== 1 || stanza === undefined || type !== 'scrypt' || encodedSalt === undefined)
        return null;
      const salt = Buffer.from(encodedSalt, 'base64');
      const workFactor = Number(factor);
      if (salt.length !== 16 || !/^[1-9]\d?$/.test(factor ?? '') || stanza.body.length !== 16 + TAG_BYTES)
        return null;
      if (workFactor > MAX_WORK_FACTOR)
        throw new Error(`its scrypt work factor ${workFactor} is too high (at most ${MAX_WORK_FACTOR})`);
      return decryptKey(stanza.body, await deriveKey(passphrase, salt, workFactor));
    },
  };
}

function decryptKey(body: Uint8Array, key: Buffer): Uint8Array | null {
  const decipher = createDecipheriv('chacha20-poly1305', key, NONCE, {authTagLength: TAG_BYTES});
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]));
  } catch {
    return null;
  }
}

function deriveKey(passphrase: string, salt: Buffer, workFactor: number): Promise<Buffer> {
  const N = 2 ** workFactor;
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase,
      Buffer.concat([LABEL, salt]),
      32,
      {N, r: 8, p: 1, maxmem: 256 * 8 * N},
      (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      },
    );
  });
}
