import {idsOf} from './tickets/aliases.ts';
import type {Database} from './database/database.ts';
import {refreshFlagsOf} from './flags.ts';
import type {Millis} from '../domain/records.ts';

export type TrackReason = 'created' | 'opened' | 'asked';

export function track(db: Database, ids: readonly string[], reason: TrackReason, at: Millis): void {
  db.write(() => {
    for (const id of ids) {
      db.run('INSERT OR IGNORE INTO tracks (id, reason, at) VALUES (?, ?, ?)', id, reason, at);
      refreshFlagsOf(db, id);
    }
  });
}

export function untrack(db: Database, ids: readonly string[]): void {
  db.write(() => {
    for (const id of ids) {
      for (const alias of idsOf(db, id)) db.run('DELETE FROM tracks WHERE id = ?', alias);
      refreshFlagsOf(db, id);
    }
  });
}

const TRACKED_SQL = `
SELECT DISTINCT coalesce(t.id, tracks.id) AS id
FROM tracks LEFT JOIN aliases AS a USING (id) LEFT JOIN tickets AS t USING (key) ORDER BY 1`;

/** By the ids under which the tickets are shown; those that were never read by the id that was given. */
export function tracked(db: Database): readonly string[] {
  return db.all<{id: string}>(TRACKED_SQL).map((row) => row.id);
}

export function isTracked(db: Database, key: number): boolean {
  const sql = 'SELECT 1 AS found FROM tracks WHERE id IN (SELECT id FROM aliases WHERE key = ?)';
  return db.get(sql, key) !== undefined;
}
