import crypto from 'node:crypto';
import {syncBuiltinESMExports} from 'node:module';
import {afterAll, beforeAll} from 'vitest';

type Scrypt = typeof crypto.scrypt & {readonly real?: typeof crypto.scrypt};

/** What is made on purpose so that it costs time: the key of a passphrase, and of the token that is kept. */
const COSTLY = 2 ** 14;

const {scrypt}: {scrypt: Scrypt} = crypto;
const real = scrypt.real ?? scrypt;

const cheap = Object.assign(
  (...[password, salt, length, options, done]: Parameters<typeof real>) =>
    real(password, salt, length, (options.N ?? COSTLY) < COSTLY ? options : {...options, N: 16}, done),
  {real},
);

function replace(next: unknown): void {
  Object.assign(crypto, {scrypt: next});
  syncBuiltinESMExports();
}

// A setup file: in the tests' own process such a key costs next to nothing. A tenth of all the time would go into them.
replace(cheap);

/** The tests of this file open what was written elsewhere. */
export function costlyKeys(): void {
  beforeAll(() => replace(real));
  afterAll(() => replace(cheap));
}
