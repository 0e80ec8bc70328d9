import type {StoreNotice} from './rescue.ts';
import {chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statfsSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {AppError} from '../../errors.ts';
import {Database} from './database.ts';
import {LATEST_VERSION, migrate, schemaVersion, tooNew} from './migrations.ts';
import {isMarkedDamaged, markDamaged, setAsideAndRescue} from './rescue.ts';
import {isDamage, storeError} from './store-errors.ts';

export type OpenOptions = {
  /** Path of the database, or `:memory:`. */
  readonly file: string;
  readonly readOnly?: boolean;
  /** Told in words about what happened while opening: a damaged database that was set aside. */
  readonly onNotice?: (notice: StoreNotice) => void;
  /** Whether a folder is on a network file system, where SQLite's WAL does not work. */
  readonly isNetworkFolder?: (folder: string) => boolean;
  /** How long to wait for another process's write, in milliseconds. */
  readonly busyTimeoutMs?: number;
};

const BUSY_TIMEOUT_MS = 5000;
const CACHE_KIB = 8000;

/** Opens, makes, migrates, or sets aside and rebuilds a database. Throws an AppError `store`. */
export function openDatabase(options: OpenOptions): Database {
  const {file} = options;
  let inode: number | undefined;
  try {
    if (file === ':memory:') return connect(options);
    if (options.readOnly !== true) prepareFile(file);
    refuseNewer(file);
    inode = inodeOf(file);
    if (options.readOnly !== true && isMarkedDamaged(file)) return rebuild(options, inode);
    return connect(options);
  } catch (error) {
    const failure = storeError(error, file);
    if (!isDamage(failure) || options.readOnly === true) throw failure;
    return rebuild(options, inode);
  }
}

function rebuild(options: OpenOptions, inode: number | undefined): Database {
  const {file} = options;
  const reopen = () => {
    prepareFile(file);
    return connect(options);
  };
  try {
    // Another process may have been quicker: then the damaged file is gone already.
    if (inodeOf(file) !== inode) return reopen();
    const {db, notice} = setAsideAndRescue(file, reopen);
    options.onNotice?.(notice);
    return db;
  } catch (error) {
    throw storeError(error, file);
  }
}

function inodeOf(file: string): number | undefined {
  return statSync(file, {throwIfNoEntry: false})?.ino;
}

function connect(options: OpenOptions): Database {
  const {file, readOnly = false, busyTimeoutMs = BUSY_TIMEOUT_MS} = options;
  if (readOnly && file !== ':memory:' && !existsSync(file)) {
    throw new AppError('store', `There is no database ${file} yet.`, {
      hint: 'Start casedeck once: it makes one.',
    });
  }
  const connection = new DatabaseSync(file, {readOnly, timeout: busyTimeoutMs});
  const db = new Database(file, connection, () => markDamaged(file));
  try {
    db.exec(`PRAGMA cache_size = -${CACHE_KIB}; PRAGMA synchronous = normal; PRAGMA temp_store = memory`);
    if (!readOnly && file !== ':memory:') setJournalMode(db, options);
    if (!readOnly) migrate(db);
    checkVersion(db);
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
  closeSync(openSync(file, 'a', 0o600));
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
}

const HEADER_BYTES = 100;
const USER_VERSION_OFFSET = 60;

/** Looks into the file's header before SQLite may touch anything. */
function refuseNewer(file: string): void {
  if (!existsSync(file)) return;
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
