import {chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statfsSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {AppError} from '../../errors.ts';
import {DatabaseHome, isOpenHere, type HomeOptions} from './database-home.ts';
import {Database, NOWHERE, type Home} from './database.ts';
import {hasForeignJournals, journalsOf, moveForeignJournals} from './journals.ts';
import {LATEST_VERSION, migrate, schemaVersion, tooNew} from './migrations.ts';
import {identityOf, isMarkedDamaged, lockOf, markDamaged} from './place.ts';
import {Presence} from './presence.ts';
import {isDamage, storeError} from './store-errors.ts';

/** `file` may be `:memory:`. */
export type OpenOptions = HomeOptions & {
  readonly readOnly?: boolean;
  /** Whether a folder is on a network file system, where SQLite's WAL does not work. */
  readonly isNetworkFolder?: (folder: string) => boolean;
  /** How long to wait for another process's write, in milliseconds. */
  readonly busyTimeoutMs?: number;
};

const BUSY_TIMEOUT_MS = 5000;
const CACHE_KIB = 8000;

/** Opens, makes, migrates, or sets aside and rebuilds a database. Throws an AppError `store`. */
export function openDatabase(options: OpenOptions): Database {
  const {file, readOnly = false, busyTimeoutMs = BUSY_TIMEOUT_MS} = options;
  try {
    if (file === ':memory:') return connect(options);
    if (readOnly) return connectToRead(options);
    prepareFile(file);
    refuseNewer(file);
    const presence = Presence.enter(lockOf(file), busyTimeoutMs);
    if (hasForeignJournals(file, journalsOf(file)))
      presence.inTurn(() => moveForeignJournals(file, journalsOf(file)));
    return openIn(options, presence);
  } catch (error) {
    throw storeError(error, file);
  }
}

function connectToRead(options: OpenOptions): Database {
  const {file} = options;
  refuseNewer(file);
  return connect(options, {...NOWHERE, damaged: () => markDamaged(file, identityOf(file))});
}

function openIn(options: OpenOptions, presence: Presence): Database {
  const {file} = options;
  const home = new DatabaseHome(options, presence, {
    open: () => openDatabase(options),
    connect: (next) => {
      prepareFile(file);
      return connect(options, next);
    },
  });
  try {
    return isMarkedDamaged(file) ? home.rebuild() : connectUnlessDamaged(options, home);
  } catch (error) {
    home.leave();
    throw error;
  }
}

function connectUnlessDamaged(options: OpenOptions, home: DatabaseHome): Database {
  try {
    return connect(options, home);
  } catch (error) {
    if (!isDamage(storeError(error, options.file))) throw error;
    return home.rebuild();
  }
}

function connect(options: OpenOptions, home?: Home): Database {
  const {file, readOnly = false, busyTimeoutMs = BUSY_TIMEOUT_MS} = options;
  if (readOnly && file !== ':memory:' && !existsSync(file)) {
    throw new AppError('store', `There is no database ${file} yet.`, {
      hint: 'Start casedeck once: it makes one.',
    });
  }
  const connection = new DatabaseSync(file, {readOnly, timeout: busyTimeoutMs});
  const db = new Database(file, connection, home);
  try {
    db.exec(`PRAGMA cache_size = -${CACHE_KIB}; PRAGMA synchronous = normal; PRAGMA temp_store = memory`);
    if (!readOnly && file !== ':memory:') setJournalMode(db, options);
    if (!readOnly) migrate(db);
    checkVersion(db);
    home?.opened();
    return db;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function checkVersion(db: Database): void {
  const version = schemaVersion(db);
  if (version > LATEST_VERSION) throw tooNew(db.file, version);
  if (version === LATEST_VERSION) return;
  throw new AppError(
    'store',
    `The database ${db.file} is of an older version (${version} of ${LATEST_VERSION}).`,
    {
      hint: 'Start casedeck once: it brings the database up to date.',
    },
  );
}

/** Other modes than WAL lock the whole file for each write, but need no memory shared between machines. */
function setJournalMode(db: Database, {file, isNetworkFolder = isOnNetwork}: OpenOptions): void {
  const wanted = isNetworkFolder(dirname(file)) ? 'delete' : 'wal';
  const mode = db.get<{journal_mode: string}>('PRAGMA journal_mode')?.journal_mode;
  if (mode === wanted) return;
  try {
    // SQLite answers with the mode it could set; a file system without shared memory stays at its own.
    db.get(`PRAGMA journal_mode = ${wanted}`);
  } catch (error) {
    // Another process is using or converting the database: its mode is good enough.
    if (isDamage(error)) throw error;
  }
}

function prepareFile(file: string): void {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  // SQLite gives the journals next to it the mode of the database.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
}

const HEADER_BYTES = 100;
const USER_VERSION_OFFSET = 60;

/** Looks into the file's header before SQLite may touch anything. */
function refuseNewer(file: string): void {
  if (!existsSync(file) || isOpenHere(file)) return;
  const handle = openSync(file, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    if (readSync(handle, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return;
    if (header.toString('latin1', 0, 15) !== 'SQLite format 3') return;
    const version = header.readUInt32BE(USER_VERSION_OFFSET);
    if (version > LATEST_VERSION) throw tooNew(file, version);
  } finally {
    closeSync(handle);
  }
}

/** NFS, SMB (three of them), 9P, AFS, Ceph, Lustre, GPFS: `f_type` of statfs(2). */
const NETWORK_TYPES: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x00c36400, 0x0bd00bd0, 0x47504653,
]);

function isOnNetwork(folder: string): boolean {
  // The numbers are Linux's; other systems number their file systems otherwise.
  if (process.platform !== 'linux') return false;
  return NETWORK_TYPES.has(statfsSync(folder).type >>> 0);
}
