import {mergeChanges} from './change-log.ts';
import type {Database} from '../database/database.ts';
import {giveEmailDocuments, removeDocuments, takeEmailDocuments} from './documents.ts';
import {dropNegotiations} from '../negotiations.ts';
import {indexRemarks} from '../remarks.ts';
import {mergeDrafts} from '../drafts.ts';
import {putFilterText} from '../search/filter-text.ts';
import {mergeDetail} from './merge-ticket.ts';
import {readKnown, writeRow} from './ticket-rows.ts';
import type {Known} from './ticket-rows.ts';

/** Two rows turned out to be one ticket: `from` goes, and all that hung on it moves to `into`. */
export function mergeRows(db: Database, into: number, from: number): void {
  const kept = readKnown(db, into);
  const gone = readKnown(db, from);
  const [older, newer] = (kept.fetchedAt ?? 0) >= (gone.fetchedAt ?? 0) ? [gone, kept] : [kept, gone];
  const seenAt = db.get<{at: number | null}>(
    'SELECT max(seen_at) AS at FROM tickets WHERE key IN (?, ?)',
    into,
    from,
  );
  dropNegotiations(db, from);
  const bodies = takeEmailDocuments(db, from);
  removeDocuments(db, from);
  db.run('DELETE FROM ticket_ibx WHERE key = ?', from);
  db.run('DELETE FROM tickets WHERE key = ?', from);
  putFilterText(db, from, undefined);
  db.run('DELETE FROM details WHERE key = ?', from);
  db.run('UPDATE aliases SET key = ? WHERE key = ?', into, from);
  db.run('UPDATE emails SET key = ? WHERE key = ?', into, from);
  db.run('UPDATE OR IGNORE unseen SET key = ? WHERE key = ?', into, from);
  db.run('DELETE FROM unseen WHERE key = ?', from);
  mergeChanges(db, into, from);
  writeRow(db, {
    key: into,
    ticket: mergeDetail(older.ticket, newer.ticket),
    raw: newer.raw ?? older.raw,
    times: {fetchedAt: newer.fetchedAt, due: 0, baseline: lowest(kept, gone)},
  });
  giveEmailDocuments(db, into, bodies);
  indexRemarks(db, into);
  db.run('UPDATE tickets SET seen_at = ? WHERE key = ?', seenAt?.at ?? null, into);
  mergeDrafts(db, into);
}

function lowest(one: Known, other: Known): number | null {
  const known = [one.baseline, other.baseline].filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}
