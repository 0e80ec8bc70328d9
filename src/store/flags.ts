import type {Database} from './database.ts';
import {keyOf} from './aliases.ts';

const IDS = '(SELECT id FROM aliases WHERE key = tickets.key)';

const FLAGS_SQL = `
UPDATE tickets SET
  unread = (SELECT count(*) FROM unseen WHERE unseen.key = tickets.key),
  draft = EXISTS (SELECT 1 FROM drafts WHERE ticket_id IN ${IDS}),
  pending = (SELECT count(*) FROM outbox
    WHERE outbox.ticket_id IN ${IDS} AND state NOT IN ('sent', 'withdrawn')),
  asked = EXISTS (SELECT 1 FROM tracks WHERE tracks.id IN ${IDS} AND reason IN ('created', 'asked')),
  by_contact = users <> '' AND coalesce(
    (SELECT instr(tickets.users, char(10) || value || char(10)) > 0 FROM meta WHERE name = 'user'), 0)
WHERE key = ?`;

/** Brings what the row repeats from other tables up to date. Call it inside the transaction that changed them. */
export function refreshFlags(db: Database, key: number): void {
  db.run(FLAGS_SQL, key);
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
    const known = db.get<{value: string}>("SELECT value FROM meta WHERE name = 'user'")?.value ?? '';
    if (known === name) return;
    db.run("INSERT INTO meta VALUES ('user', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name);
    const sql =
      "UPDATE tickets SET by_contact = ?1 <> '' AND instr(users, char(10) || ?1 || char(10)) > 0 WHERE users <> ''";
    db.run(sql, name);
  });
}
