import {existsSync, renameSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import type {Database} from './database.ts';
import {readOwnTexts, takeOwnTexts, type OwnRows, type OwnTexts} from './own-texts.ts';
import {removeMark} from './place.ts';

/** What happened to a database that cannot be used any more, and to the user's texts in it. */
export type StoreNotice = {
  readonly message: string;
  /** Where a damaged file is now. */
  readonly movedTo: string | undefined;
  readonly drafts: number;
  readonly outbox: number;
};

/** A new database, what was taken over into it, and the words for it. */
export type Rescued = {readonly db: Database; readonly words: OwnTexts; readonly notice: StoreNotice};

/**
 * Renames a damaged database, opens a new one, and copies into it what can still be read of drafts, outbox and tracked
 * ids. Only for a process that is alone with it (presence.ts).
 */
export function setAsideAndRescue(file: string, open: () => Database): Rescued {
  const movedTo = `${file}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, movedTo + suffix);
  }
  removeMark(file);
  const db = open();
  const words = rescue(movedTo, db);
  const kept = keptMessage(words, 'from it', 'No drafts or outbox items were found in it');
  const message = `The database ${file} was damaged. It is now ${movedTo}; a new one is being filled from the service. ${kept}.`;
  return {db, words, notice: {message, movedTo, drafts: words.drafts, outbox: words.outbox}};
}

function rescue(from: string, db: Database): OwnTexts {
  let source: DatabaseSync | undefined;
  try {
    source = new DatabaseSync(from);
    return takeOwnTexts(readOwnTexts(source), db);
  } catch {
    // Nothing of it can be read; the notice says so.
    return {drafts: 0, outbox: 0, renumbered: new Map()};
  } finally {
    source?.close();
  }
}

/** Takes over what is in a database whose file is no longer the one at its path. */
export function moveOver(own: OwnRows, db: Database): Rescued {
  const words = takeOwnTexts(own, db);
  const kept = keptMessage(words, 'over to it', 'It holds everything that was written here');
  const message = `Another file is at ${db.file} now: the one that was open here was moved or deleted. casedeck goes on with the new one. ${kept}.`;
  return {db, words, notice: {message, movedTo: undefined, drafts: words.drafts, outbox: words.outbox}};
}

function keptMessage({drafts, outbox}: OwnTexts, where: string, none: string): string {
  if (drafts + outbox === 0) return none;
  return `Kept ${where}: ${drafts} drafts, ${outbox} outbox items`;
}
