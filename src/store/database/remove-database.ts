import {existsSync, rmSync} from 'node:fs';
import {AppError} from '../../errors.ts';
import {forgetJournals} from './journals.ts';
import {lockOf, removeMark} from './place.ts';
import {Presence} from './presence.ts';

const TIMEOUT_MS = 5000;

export type Removal = {
  /** Removes the database, its journals and what was said of it; the empty file of the lock stays. */
  readonly remove: () => void;
  /** Lets others open what is there. */
  readonly end: () => void;
};

/**
 * Makes sure that nobody has the database open, and that nobody opens it before `end`. Throws an AppError `conflict` if
 * somebody has: what that process writes would be lost, and a note could be sent twice.
 */
export function claimForRemoval(file: string): Removal | undefined {
  if (!existsSync(file)) return undefined;
  const presence = Presence.enter(lockOf(file), TIMEOUT_MS);
  if (!presence.claim()) {
    presence.leave();
    throw new AppError('conflict', `Another casedeck has the database ${file} open: it is not removed.`, {
      hint: 'Quit that one (a console, a watch, a command), then try again. Nothing was changed.',
    });
  }
  return {
    remove: () => {
      // The journal files go first: alone they would be taken for those of a later database.
      for (const end of ['-wal', '-shm', '']) rmSync(`${file}${end}`, {force: true});
      removeMark(file);
      forgetJournals(file);
    },
    end: () => presence.leave(),
  };
}
