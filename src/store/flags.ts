import type {Database, SqlValue} from './database/database.ts';
import {readMeta, writeMeta} from './meta.ts';
import {keyOf} from './tickets/aliases.ts';

const IDS = '(SELECT id FROM aliases WHERE key = ?1)';

const WANTED_SQL = `
SELECT
  (SELECT count(*) FROM unseen WHERE unseen.key = ?1) AS unread,
  EXISTS (SELECT 1 FROM drafts WHERE ticket_id IN ${IDS}) AS draft,
  (SELECT count(*) FROM outbox WHERE ticket_id IN ${IDS} AND state NOT IN ('sent', 'withdrawn')) AS pending,
  EXISTS (SELECT 1 FROM tracks WHERE tracks.id IN ${IDS} AND reason IN ('created', 'asked')) AS asked,
  (SELECT users <> '' AND coalesce(
    (SELECT instr(users, char(10) || value || char(10)) > 0 FROM meta WHERE name = 'user'), 0)
    FROM tickets WHERE key = ?1) AS by_contact,
  (SELECT who FROM claims WHERE ticket_id IN ${IDS} ORDER BY since, who LIMIT 1) AS claimed_by`;

const NAMES = ['unread', 'draft', 'pending', 'asked', 'by_contact', 'claimed_by'] as const;
type Flags = Readonly<Record<(typeof NAMES)[number], SqlValue>>;

const STORED_SQL = `SELECT ${NAMES.join(', ')} FROM tickets WHERE key = ?`;
const UPDATE_SQL = `UPDATE tickets SET ${NAMES.map((name) => `${name} = ?`).join(', ')} WHERE key = ?`;

/** Brings what the row repeats from other tables up to date. Call it inside the transaction that changed them. */
export function refreshFlags(db: Database, key: number): void {
  const wanted = db.get<Flags>(WANTED_SQL, key);
  const stored = db.get<Flags>(STORED_SQL, key);
  if (wanted === undefined || stored === undefined) return;
  // Writing what is there already would cost an entry in each of the row's indexes.
  if (NAMES.every((name) => wanted[name] === stored[name])) return;
  db.run(UPDATE_SQL, ...NAMES.map((name) => wanted[name]), key);
}

/** The same for whichever row an id belongs to, where there is one. */
export function refreshFlagsOf(db: Database, id: string): void {
  const key = keyOf(db, id);
  if (key !== undefined) refreshFlags(db, key);
}

/**
 * Whose tickets are "mine": the account's user name, as among the contacts. Costs a pass over all
 * tickets when it is another one than before, and nothing otherwise.
 */
export function setUser(db: Database, userName: string | undefined): void {
  const name = userName?.toLowerCase() ?? '';
  db.write(() => {
    const known = readMeta(db, 'user') ?? '';
    if (known === name) return;
    writeMeta(db, 'user', name);
    const sql =
      "UPDATE tickets SET by_contact = ?1 <> '' AND instr(users, char(10) || ?1 || char(10)) > 0 WHERE users <> ''";
    db.run(sql, name);
  });
}
