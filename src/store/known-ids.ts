import {openDatabase} from './database/open-database.ts';
import {databaseFile, type Paths} from '../settings/paths.ts';
import {savedSearches, SEARCHES} from '../domain/saved-search.ts';
import {PLACES, type TicketLocation} from '../domain/ticket/ticket-places.ts';
import {readMeta} from './meta.ts';
import {storedText} from './tickets/ticket-json.ts';
import type {SafeText} from '../text/safe/safe-text.ts';

export type KnownId = {readonly id: SafeText; readonly status: SafeText; readonly summary: SafeText};

// A ticket with two ids is offered by both only where something was typed.
const SQL = `
SELECT a.id, t.status, t.summary FROM aliases AS a JOIN tickets AS t USING (key)
WHERE a.id >= ?1 AND a.id < ?1 || char(0x10ffff) AND (a.id = t.id OR ?1 <> '') ORDER BY t.final, t.attention, t.newest LIMIT ?2`;

/** Ids of a profile's tickets that begin with `prefix`, those first that need somebody. Nothing is made or changed. */
export function knownIds(
  paths: Pick<Paths, 'state'>,
  profile: string,
  prefix: string,
  limit: number,
): readonly KnownId[] {
  const db = openDatabase({file: databaseFile(paths, profile), readOnly: true});
  try {
    return db
      .all<{id: string; status: string; summary: string}>(SQL, prefix, limit)
      .map(({id, status, summary}) => ({
        id: storedText(id),
        status: storedText(status),
        summary: storedText(summary),
      }));
  } finally {
    db.close();
  }
}

/** The same of the IBXs that its tickets name. */
export function knownIbxs(paths: Pick<Paths, 'state'>, profile: string): readonly SafeText[] {
  const db = openDatabase({file: databaseFile(paths, profile), readOnly: true});
  try {
    return db
      .all<{ibx: string}>('SELECT ibx FROM ibx_stats WHERE total > 0 ORDER BY ibx')
      .map(({ibx}) => storedText(ibx));
  } finally {
    db.close();
  }
}

/** The same of the places that a new ticket can name, as the form of the console last read them. */
export function knownPlaces(paths: Pick<Paths, 'state'>, profile: string): readonly TicketLocation[] {
  const db = openDatabase({file: databaseFile(paths, profile), readOnly: true});
  try {
    const kept = JSON.parse(readMeta(db, `user.kept.${PLACES}`) ?? '{}') as {
      readonly value?: readonly TicketLocation[];
    };
    return kept.value ?? [];
  } finally {
    db.close();
  }
}

/** The same of the names under which filters were saved in the console. */
export function knownSearches(paths: Pick<Paths, 'state'>, profile: string): readonly string[] {
  const db = openDatabase({file: databaseFile(paths, profile), readOnly: true});
  try {
    return savedSearches(readMeta(db, `user.${SEARCHES}`)).map(({name}) => name);
  } finally {
    db.close();
  }
}
