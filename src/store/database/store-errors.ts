import {AppError} from '../../errors.ts';
import {foreignOwner, type Foreign} from '../../settings/foreign-owner.ts';

const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const PROTOCOL = 15;
const NOT_A_DATABASE = 26;

type Words = {readonly what: (file: string) => string; readonly hint: string};

const READ_ONLY_WORDS: Words = {
  what: (file) => `Cannot write to the database ${file}.`,
  hint: 'Check the owner and mode of the file and its folder, and that the disk is not mounted read-only.',
};

const DAMAGED_WORDS: Words = {
  what: (file) => `The database ${file} is damaged.`,
  hint: 'casedeck sets the damaged file aside as soon as no other one has it open, keeps drafts and outbox where they can be read, and fetches the rest again. Quit every other casedeck of this profile, then try again.',
};

const BUSY_WORDS: Words = {
  what: (file) => `The database ${file} is in use by another process that does not let go.`,
  hint: 'Close other casedecks on this profile, or wait a moment, then try again.',
};

const WORDS: Readonly<Record<number, Words>> = {
  [BUSY]: BUSY_WORDS,
  [LOCKED]: BUSY_WORDS,
  [READ_ONLY]: READ_ONLY_WORDS,
  [CANNOT_OPEN]: {
    what: (file) => `Cannot open the database ${file}.`,
    hint: 'Check that its folder exists and that you may write to it.',
  },
  [IO]: {
    what: (file) => `Reading or writing the database ${file} failed.`,
    hint: 'Check the disk, or the network file system that it is on, then try again.',
  },
  [CORRUPT]: DAMAGED_WORDS,
  [NOT_A_DATABASE]: DAMAGED_WORDS,
  [FULL]: {
    what: (file) => `The disk is full: nothing more fits into the database ${file}.`,
    hint: 'Free some space, then try again. What was stored before is intact; the last change was not stored.',
  },
  [PROTOCOL]: {
    what: (file) => `The file system does not lock the database ${file} as it should.`,
    hint: 'Set XDG_STATE_HOME to a folder on a local disk.',
  },
};

/** SQLite's primary result code of a thrown value, or undefined where it is none of SQLite's. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  // The upper bits of an extended code only refine the primary one.
  return error.errcode & 0xff;
}

/** True where another connection is in the way. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === BUSY || code === LOCKED;
}

/** True where the file's content cannot be trusted any more. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error instanceof AppError ? error.cause : error);
  return code === CORRUPT || code === NOT_A_DATABASE;
}

/** Any failure of the store as an AppError of kind `store`; an AppError passes through unchanged. */
export function storeError(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  const code = sqliteCode(error);
  const words = code === undefined ? fileText(error) : WORDS[code];
  const foreign = words === undefined || !ABOUT_RIGHTS.has(words) ? undefined : foreignPart(file);
  if (foreign !== undefined) {
    const what = `Cannot write to the database ${file}: ${foreign.path} belongs to another user, ${foreign.owner}.`;
    return new AppError('store', what, {hint: foreign.mend, cause: error});
  }
  if (words !== undefined) return new AppError('store', words.what(file), {hint: words.hint, cause: error});
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('store', `The database ${file} failed: ${reason}.`, {
    hint: 'Try again; if it stays, move the file away and start casedeck again.',
    cause: error,
  });
}

const ABOUT_RIGHTS: ReadonlySet<Words | undefined> = new Set([
  READ_ONLY_WORDS,
  WORDS[CANNOT_OPEN],
  WORDS[IO],
]);

/** Of the database and the files beside it: one that somebody else made. */
function foreignPart(file: string): Foreign | undefined {
  for (const end of ['', '-wal', '-shm', '-journal', '.lock']) {
    const foreign = foreignOwner(`${file}${end}`);
    if (foreign !== undefined) return foreign;
  }
  return undefined;
}

function fileText(error: unknown): Words | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return READ_ONLY_WORDS;
  if (code === 'ENOSPC' || code === 'EDQUOT') return WORDS[FULL];
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'EEXIST')
    return WORDS[CANNOT_OPEN];
  return undefined;
}
