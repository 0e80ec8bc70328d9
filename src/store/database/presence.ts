import {closeSync, existsSync, openSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {isBusy} from './store-errors.ts';

/** Touches the file, so that its lock is taken, and never comes to its end, so that the lock stays. */
const HOLD = `
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT i, (SELECT count(*) FROM sqlite_schema) FROM n`;

const TURN_MS = 3000;
const PAUSE_MS = 20;

/**
 * Shows who has a database open. Every process that uses it holds a shared lock on an empty file beside it; the lock
 * ends with the process, however that ends. Only a process that is alone may move, replace or delete the database.
 */
export class Presence {
  readonly #connection: DatabaseSync;
  /** Kept, so that it is not collected: with it the lock would go. */
  readonly #holding: Iterator<unknown>;

  private constructor(connection: DatabaseSync) {
    this.#connection = connection;
    this.#holding = connection.prepare(HOLD).iterate();
    this.#holding.next();
    connection.exec('PRAGMA busy_timeout = 0');
  }

  /** Waits at most `timeoutMs` for one who is alone now. Throws where the lock cannot be had. */
  static enter(file: string, timeoutMs: number): Presence {
    // Only where it is missing: closing it otherwise than through SQLite would drop this process's locks on it.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    const connection = new DatabaseSync(file, {timeout: timeoutMs});
    try {
      return new Presence(connection);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** True where nobody else has the database open, or comes to an end within `patienceMs`; nobody can then open it until `share`. */
  claim(patienceMs = 0): boolean {
    const end = Date.now() + patienceMs;
    for (;;) {
      if (this.#tryToClaim()) return true;
      if (Date.now() >= end) return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }

  #tryToClaim(): boolean {
    try {
      this.#connection.exec('BEGIN EXCLUSIVE');
      return true;
    } catch (error) {
      if (!isBusy(error)) throw error;
      // The failed try blocks new processes until the lock is a shared one again.
      this.#connection.exec('BEGIN IMMEDIATE; ROLLBACK');
      return false;
    }
  }

  /** Lets others in again. */
  share(): void {
    this.#connection.exec('ROLLBACK');
  }

  /** Runs what only one of those who share may do at a time. Waits for the others a little; throws where they take long. */
  inTurn(run: () => void): void {
    this.#connection.exec(`PRAGMA busy_timeout = ${TURN_MS}; BEGIN IMMEDIATE; PRAGMA busy_timeout = 0`);
    try {
      run();
    } finally {
      this.#connection.exec('ROLLBACK');
    }
  }

  leave(): void {
    if (this.#connection.isOpen) this.#connection.close();
  }
}
