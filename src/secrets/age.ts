import {existsSync} from 'node:fs';
import {AppError} from '../errors.ts';
import {ageFile, type Env, type Paths} from '../settings/paths.ts';
import {readPrivateFile, removePrivateFile, writePrivateFile} from '../settings/private-file.ts';
import {readSecretFile} from './secret-file.ts';
import {parseSecret, serializeSecret, type SecretStore} from './secret.ts';

export type PassphraseQuestion = {
  readonly profile: string;
  /** True for a new file: ask twice. */
  readonly isNew: boolean;
  /** The last answer did not open the file. */
  readonly isWrong: boolean;
  /** Pending while the file is being opened, settled when it is open or given up; the same promise for every caller. */
  readonly tried?: Promise<void>;
};

/** Asks the user; undefined when the user will not say. */
export type AskPassphrase = (question: PassphraseQuestion) => Promise<string | undefined>;

export type AgeOptions = {
  readonly env: Env;
  readonly paths: Pick<Paths, 'state'>;
  readonly askPassphrase?: AskPassphrase | undefined;
  /** log2 of scrypt's N; 17 takes about half a second and 128 MB for a moment. Tests use less. */
  readonly workFactor?: number | undefined;
};

/** How often a passphrase is asked for before it counts as forgotten. */
const TRIES = 3;

/** The secret in a file that a passphrase opens, with the `age` tool as well. The passphrase is asked for once a run. */
export function createAgeStore(options: AgeOptions): SecretStore {
  const fileOf = (profile: string): string => ageFile(options.paths, profile);
  const passphrases = new Map<string, string>();

  const passphrase = async (question: PassphraseQuestion): Promise<string> => {
    const known = passphrases.get(question.profile);
    if (known !== undefined) return known;
    const given = fromFile(options.env) ?? (await options.askPassphrase?.(question));
    if (given === undefined || given === '') throw noPassphrase(options.askPassphrase === undefined);
    return given;
  };

  const open = async (profile: string, data: Uint8Array): Promise<string> => {
    const tries = fromFile(options.env) === undefined ? TRIES : 1;
    const {promise: tried, resolve: settle} = Promise.withResolvers<void>();
    try {
      for (let attempt = 1; ; attempt += 1) {
        const given = await passphrase({profile, isNew: false, isWrong: attempt > 1, tried});
        try {
          const text = await decrypt(data, given, fileOf(profile));
          passphrases.set(profile, given);
          return text;
        } catch (error) {
          passphrases.delete(profile);
          if (!(error instanceof WrongPassphraseError) || attempt >= tries) throw error;
        }
      }
    } finally {
      settle();
    }
  };

  return {
    kind: 'age',
    describe: (profile) => `the passphrase-encrypted file ${fileOf(profile)}`,
    available: () =>
      Promise.resolve(
        options.askPassphrase === undefined && !options.env['CASEDECK_PASSPHRASE_FILE']
          ? 'its passphrase cannot be asked for without a terminal; set CASEDECK_PASSPHRASE_FILE'
          : undefined,
      ),
    holds: (profile) => Promise.resolve(existsSync(fileOf(profile))),
    read: async (profile) => {
      const data = readPrivateFile(fileOf(profile));
      if (data === undefined) return undefined;
      return parseSecret(await open(profile, data), fileOf(profile));
    },
    write: async (profile, secret) => {
      // An older file's passphrase that was not asked for in this run is not checked: a slip would lock the secret up.
      const given = await passphrase({profile, isNew: true, isWrong: false});
      writePrivateFile(
        fileOf(profile),
        await encrypt(serializeSecret(secret), given, options.workFactor ?? 17),
      );
      passphrases.set(profile, given);
    },
    clear: (profile) => {
      passphrases.delete(profile);
      return Promise.resolve(removePrivateFile(fileOf(profile)));
    },
  };
}

async function encrypt(text: string, passphrase: string, workFactor: number): Promise<Uint8Array> {
  const [{Encrypter}, {scryptRecipient}] = await Promise.all([
    import('age-encryption'),
    import('./age-scrypt.ts'),
  ]);
  const encrypter = new Encrypter();
  encrypter.addRecipient(scryptRecipient(passphrase, workFactor));
  return encrypter.encrypt(text);
}

async function decrypt(data: Uint8Array, passphrase: string, file: string): Promise<string> {
  const [{Decrypter, armor}, {scryptIdentity}] = await Promise.all([
    import('age-encryption'),
    import('./age-scrypt.ts'),
  ]);
  try {
    const isArmored = Buffer.from(data.subarray(0, 10)).toString('latin1') === '-----BEGIN';
    const decrypter = new Decrypter();
    decrypter.addIdentity(scryptIdentity(passphrase));
    return await decrypter.decrypt(
      isArmored ? armor.decode(Buffer.from(data).toString('utf8')) : new Uint8Array(data),
      'text',
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/no identity matched/i.test(message)) {
      throw new WrongPassphraseError('auth', `The passphrase does not open ${file}.`, {
        hint: 'Try again, or sign in anew with "casedeck login".',
        cause: error,
      });
    }
    throw new AppError('store', `${file} cannot be read: ${message}.`, {
      hint: 'It may be damaged: sign in anew with "casedeck login".',
      cause: error,
    });
  }
}

class WrongPassphraseError extends AppError {}

function fromFile(env: Env): string | undefined {
  const file = env['CASEDECK_PASSPHRASE_FILE'];
  return file ? readSecretFile(file, 'CASEDECK_PASSPHRASE_FILE') : undefined;
}

function noPassphrase(cannotAsk: boolean): AppError {
  return new AppError('auth', 'The secret is in a file with a passphrase, and none was given.', {
    hint: cannotAsk
      ? 'Without a terminal it cannot be asked for: set CASEDECK_PASSPHRASE_FILE to a file that holds it.'
      : 'It is asked for again at the next try.',
  });
}
