import type {Database} from './database/database.ts';
import type {Millis} from '../domain/records.ts';

export function readMeta(db: Database, name: string): string | undefined {
  return db.get<{value: string}>('SELECT value FROM meta WHERE name = ?', name)?.value;
}

export function writeMeta(db: Database, name: string, value: string): void {
  const sql = 'INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value';
  db.write(() => db.run(sql, name, value));
}

/** Changes a value that processes share and gives the result; nothing comes between reading and writing. */
export function changeMeta<T>(
  db: Database,
  name: string,
  change: (kept: string | undefined) => {readonly kept: string; readonly result: T},
): T {
  return db.note(() => {
    const before = readMeta(db, name);
    const {kept, result} = change(before);
    if (kept !== before) writeMeta(db, name, kept);
    return result;
  });
}

const TAKE_LEASE = `
INSERT INTO leases (name, owner, until) VALUES (?1, ?2, ?3 + ?4)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
WHERE owner = excluded.owner OR until <= ?3 OR until > ?3 + 10 * ?4`;

/**
 * Takes or renews a lease for `ttlMs` milliseconds; false while another owner holds it. A lease that would last far too
 * long was taken before the clock was set back, and counts as expired. Leases are no news: no list is read again for
 * one.
 */
export function tryLease(
  db: Database,
  lease: {name: string; owner: string; ttlMs: number},
  now: Millis,
): boolean {
  return db.keep(() => db.run(TAKE_LEASE, lease.name, lease.owner, now, lease.ttlMs).changes > 0);
}

export function releaseLease(db: Database, name: string, owner: string): void {
  db.keep(() => db.run('DELETE FROM leases WHERE name = ? AND owner = ?', name, owner));
}
