import crypto from 'node:crypto';
import {syncBuiltinESMExports} from 'node:module';
import {afterAll, beforeAll} from 'vitest';

type Scrypt = Parameters<typeof crypto.scrypt>;

/** In the tests of this file a passphrase costs next to nothing, where a user's costs half a second on purpose. */
export function cheapPassphrases(): void {
  const {scrypt} = crypto;
  const replace = (next: unknown) => {
    Object.assign(crypto, {scrypt: next});
    syncBuiltinESMExports();
  };
  beforeAll(() =>
    replace((...[password, salt, length, options, done]: Scrypt) =>
      scrypt(password, salt, length, {...options, N: 16}, done),
    ),
  );
  afterAll(() => replace(scrypt));
}
