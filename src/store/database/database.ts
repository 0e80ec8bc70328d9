import type {DatabaseSync, SQLInputValue, StatementSync} from 'node:sqlite';
import {CommitCounts, type Hearers} from './commit-counts.ts';
import {Remembered} from './remembered.ts';
import {isDamage, storeError} from './store-errors.ts';

export type SqlValue = SQLInputValue;

/** `full`: on the disk, even after a power cut, before the call returns. `normal`: survives the end of this process in any way. */
export type Durability = 'normal' | 'full';

const MAX_STATEMENTS = 200;
const MAX_REMEMBERED = 100;

/** What a database knows of the file it is, and of who else has it open. */
export type Home = {
  /** Called when its content turns out to be damaged. */
  readonly damaged: () => void;
  /** Called when it is open. */
  readonly opened: () => void;
  /** The database to go on with, given the connection so far; undefined where this is still the right one. */
  readonly successor: (connection: DatabaseSync) => Database | undefined;
  readonly leave: () => void;
};

/** Of a database in memory, or one that is only looked into. */
export const NOWHERE: Home = {
  damaged: () => undefined,
  opened: () => undefined,
  successor: () => undefined,
  leave: () => undefined,
};

/** One of many things that are remembered, such as the row of a ticket. */
type Recalled = {readonly kind: string; readonly name: string; readonly most: number};

/** Of all connections of this process: tests have several on one file, of which none may miss what another has committed. */
let commitsHere = 0;

/** One connection. Statements are prepared at their first use and kept; every failure is an AppError `store`. */
export class Database {
  readonly file: string;
  #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #durability: Durability = 'normal';
  #lateJobs: (() => void)[] = [];
  #version = 0;
  #dataVersion = -1;
  readonly #commits = new CommitCounts(this);
  readonly #remembered = new Remembered();
  /** Commits of this process when it was last asked whether others had committed; undefined: to be asked again. */
  #askedAt: number | undefined;

  #home: Home;

  constructor(file: string, connection: DatabaseSync, home: Home = NOWHERE) {
    this.file = file;
    this.#connection = connection;
    this.#home = home;
  }

  /**
   * Call it before each write: if this is no longer the right file (another one is at its path, or it is damaged),
   * continues with the right one and returns true. Throws an AppError `store` if there is none.
   */
  settle(): boolean {
    const next = this.#guard(() => this.#home.successor(this.#connection));
    if (next === undefined) return false;
    this.#statements.clear();
    this.#remembered.clear();
    this.#closeConnection();
    this.#home.leave();
    this.#connection = next.#connection;
    this.#home = next.#home;
    this.#durability = next.#durability;
    this.#dataVersion = -1;
    this.#askedAt = undefined;
    this.#commits.forget();
    this.#version++;
    return true;
  }

  /** The first row, as the caller knows its columns to be. */
  get<Row>(sql: string, ...params: readonly SqlValue[]): Row | undefined {
    // Column types are fixed by the schema; checking each row again would cost more than reading it.
    return this.#guard(() => this.#prepare(sql).get(...params) as Row | undefined);
  }

  all<Row>(sql: string, ...params: readonly SqlValue[]): readonly Row[] {
    return this.#guard(() => this.#prepare(sql).all(...params) as Row[]);
  }

  /** The rows one by one, all as they were at the first: nothing is written meanwhile on this connection. */
  *each<Row>(sql: string, ...params: readonly SqlValue[]): Generator<Row> {
    const rows = this.#guard(() => this.#connection.prepare(sql).iterate(...params));
    try {
      for (;;) {
        const {done, value} = this.#guard(() => rows.next());
        if (done === true) return;
        yield value as Row;
      }
    } finally {
      rows.return?.();
    }
  }

  /** Returns the number of rows changed, and the last row id. */
  run(sql: string, ...params: readonly SqlValue[]): {readonly changes: number; readonly rowId: number} {
    return this.#guard(() => {
      const statement = this.#prepare(sql);
      // Behind the search index SQLite counts rows from 2^53 on, which Node 26 refuses to return as a number.
      statement.setReadBigInts(true);
      const result = statement.run(...params);
      return {changes: Number(result.changes), rowId: Number(result.lastInsertRowid)};
    });
  }

  exec(sql: string): void {
    this.#guard(() => this.#connection.exec(sql));
  }

  /**
   * Runs `action` in one transaction that takes the write lock at its start; a call inside another
   * joins it. Whatever is thrown rolls everything back.
   */
  write<Result>(action: () => Result, durability: Durability = 'normal'): Result {
    return this.#commit(action, {durability, hearers: 'all'});
  }

  #commit<Result>(
    action: () => Result,
    {durability = 'normal', hearers}: {readonly durability?: Durability; readonly hearers: Hearers},
  ): Result {
    if (this.#connection.isTransaction) return action();
    return this.#guard(() => {
      this.#setDurability(durability);
      this.#connection.exec('BEGIN IMMEDIATE');
      this.#lateJobs = [];
      const before = this.#rowsChanged();
      try {
        const result = action();
        for (const job of this.#lateJobs) job();
        const counted = this.#rowsChanged() === before ? undefined : this.#commits.count(hearers);
        this.#connection.exec('COMMIT');
        counted?.();
        commitsHere += 1;
        if (hearers === 'all' && counted !== undefined) this.#version++;
        return result;
      } catch (error) {
        // SQLite has already rolled back by itself after some failures, a full disk among them.
        if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /**
   * Runs `action` in a transaction that is no news to this connection: for data that is written with every request and
   * shown nowhere.
   */
  note<Result>(action: () => Result): Result {
    return this.#commit(action, {hearers: 'others'});
  }

  /** The same, and no news to other connections either: for data that is read only by its writers. */
  keep<Result>(action: () => Result): Result {
    return this.#commit(action, {hearers: 'nobody'});
  }

  /** By this connection so far. */
  #rowsChanged(): number {
    return this.get<{count: number}>('SELECT total_changes() AS count')?.count ?? 0;
  }

  /** Runs `job` at the end of the transaction that is under way, before its commit. */
  beforeCommit(job: () => void): void {
    this.#lateJobs.push(job);
  }

  /**
   * Grows with every commit of this connection that is news to it, and when another connection has committed news since
   * the last call. A commit that changed no row does not count.
   */
  version(): number {
    if (this.#askedAt === commitsHere) return this.#version;
    const row = this.get<{data_version: number}>('PRAGMA data_version');
    const dataVersion = row?.data_version ?? 0;
    if (dataVersion !== this.#dataVersion) {
      this.#dataVersion = dataVersion;
      if (this.#commits.isNews()) this.#version++;
    }
    // A frame asks dozens of times in one go.
    if (this.#askedAt === undefined) queueMicrotask(() => (this.#askedAt = undefined));
    this.#askedAt = commitsHere;
    return this.#version;
  }

  /** What `compute` returned for this name, as long as nobody has changed the database since. */
  remember<Value>(name: string, compute: () => Value): Value {
    return this.#remembered.get(this.version(), name, MAX_REMEMBERED, compute);
  }

  /** The same for one of many: the last `most` of a kind are kept. Inside a transaction it is computed again. */
  recall<Value>({kind, name, most}: Recalled, compute: () => Value): Value {
    if (this.#connection.isTransaction) return compute();
    return this.#remembered.of(kind).get(this.version(), name, most, compute);
  }

  close(): void {
    this.#statements.clear();
    this.#guard(() => this.#closeConnection());
    this.#home.leave();
  }

  #closeConnection(): void {
    if (this.#connection.isOpen) this.#connection.close();
  }

  #setDurability(durability: Durability): void {
    if (durability === this.#durability) return;
    this.#connection.exec(`PRAGMA synchronous = ${durability}`);
    this.#durability = durability;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guard<Result>(action: () => Result): Result {
    try {
      return action();
    } catch (error) {
      const failure = storeError(error, this.file);
      if (isDamage(failure)) this.#home.damaged();
      throw failure;
    }
  }
}

type Bound<Functions> = {
  readonly [Name in keyof Functions]: Functions[Name] extends (
    db: Database,
    ...rest: infer Rest
  ) => infer Answer
    ? (...rest: Rest) => Answer
    : never;
};

/** The same functions, with the database already given to them. */
export function bound<
  Functions extends Readonly<Record<string, (db: Database, ...rest: never[]) => unknown>>,
>(db: Database, functions: Functions): Bound<Functions> {
  const all = Object.entries(functions).map(([name, ask]) => [name, ask.bind(undefined, db)]);
  return Object.fromEntries(all) as Bound<Functions>;
}
