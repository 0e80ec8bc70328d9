import type {DatabaseSync} from 'node:sqlite';
import {AppError} from '../../errors.ts';
import type {Database, Home} from './database.ts';
import {hasForeignJournals, noteJournals, moveForeignJournals, type Journals} from './journals.ts';
import {readOwnTexts} from './own-texts.ts';
import {identityOf, isMarkedDamaged, lockOf, markDamaged, type Identity} from './place.ts';
import type {Presence} from './presence.ts';
import {moveOver, setAsideAndRescue, type Rescued, type StoreNotice} from './rescue.ts';

export type HomeOptions = {
  /** Path of the database. */
  readonly file: string;
  /** How long to wait for others to end where the damaged file is to be set aside, in milliseconds. */
  readonly patienceMs?: number;
  /** Told in words what happened to the database, while opening and later: damaged and set aside, moved away. */
  readonly onNotice?: (notice: StoreNotice) => void;
  /** Told which items of the outbox get another number from now on, by their old number. */
  readonly onRenumbered?: (ids: ReadonlyMap<number, number>) => void;
};

export type Openers = {
  /** Opens what is at the path, a new file where there is none, with this share in it. */
  readonly connect: (home: Home) => Database;
  /** Opens the file at the path like a first opening, with its own share. */
  readonly open: () => Database;
};

/** How often each file is open in this process. */
const openHere = new Map<Identity, number>();

/**
 * True if this process already has the file at the path open. Then it must be opened and closed only through SQLite;
 * anything else would drop the process's locks on it.
 */
export function isOpenHere(file: string): boolean {
  return (openHere.get(identityOf(file) ?? '') ?? 0) > 0;
}

/** The file that a process works with, and its share in it. */
export class DatabaseHome implements Home {
  readonly #options: HomeOptions;
  readonly #presence: Presence;
  readonly #openers: Openers;
  #file: Identity | undefined;
  readonly #lock: Identity | undefined;
  #journals: Journals | undefined;
  #hasShare = true;

  constructor(options: HomeOptions, presence: Presence, openers: Openers) {
    this.#options = options;
    this.#presence = presence;
    this.#openers = openers;
    this.#file = identityOf(options.file);
    this.#lock = identityOf(lockOf(options.file));
    this.#count(1);
  }

  damaged(): void {
    if (this.#isInPlace()) markDamaged(this.#options.file, this.#file);
  }

  opened(): void {
    this.#count(-1);
    this.#journals = noteJournals(this.#options.file);
    this.#file = this.#journals.database;
    this.#count(1);
  }

  successor(connection: DatabaseSync): Database | undefined {
    if (!this.#isInPlace()) return this.#moveOver(connection);
    const {file, patienceMs} = this.#options;
    return isMarkedDamaged(file) && this.#presence.claim(patienceMs) ? this.#setAside() : undefined;
  }

  leave(): void {
    this.#count(-1);
    if (this.#hasShare) this.#presence.leave();
  }

  /** Sets the damaged file aside. Throws an AppError `store` where another process has it open, and touches nothing. */
  rebuild(): Database {
    if (!this.#presence.claim(this.#options.patienceMs)) throw inUse(this.#options.file);
    const db = this.#setAside();
    this.leave();
    return db;
  }

  #isInPlace(): boolean {
    const {file} = this.#options;
    return identityOf(file) === this.#file && identityOf(lockOf(file)) === this.#lock;
  }

  /** Only after a claim. The new database gets the share. */
  #setAside(): Database {
    const {file} = this.#options;
    const {connect} = this.#openers;
    try {
      const open = () => connect(new DatabaseHome(this.#options, this.#presence, this.#openers));
      const db = this.#told(setAsideAndRescue(file, open));
      this.#hasShare = false;
      return db;
    } finally {
      this.#presence.share();
    }
  }

  #moveOver(connection: DatabaseSync): Database {
    const {file} = this.#options;
    const words = readOwnTexts(connection);
    if (hasForeignJournals(file, this.#journals))
      this.#presence.inTurn(() => moveForeignJournals(file, this.#journals));
    return this.#told(moveOver(words, this.#openers.open()));
  }

  #told({db, words, notice}: Rescued): Database {
    this.#options.onRenumbered?.(words.renumbered);
    this.#options.onNotice?.(notice);
    return db;
  }

  #count(change: 1 | -1): void {
    if (this.#file !== undefined) openHere.set(this.#file, (openHere.get(this.#file) ?? 0) + change);
  }
}

function inUse(file: string): AppError {
  return new AppError('store', `The database ${file} is damaged, and another casedeck has it open.`, {
    hint: 'Quit that one, then try again: the damaged file is set aside, drafts and outbox are kept where they can be read, and the rest is fetched again. Nothing was sent.',
  });
}
