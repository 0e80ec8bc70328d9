import type {Ticket} from '../../domain/ticket.ts';
import {keyOf} from './aliases.ts';
import type {Database} from '../database/database.ts';
import {refreshFlags} from '../flags.ts';
import type {Millis} from '../../domain/records.ts';
import {itemsOf} from '../../domain/ticket/unseen-items.ts';

export function addUnseen(db: Database, key: number, items: readonly string[], at: Millis): void {
  if (items.length === 0) return;
  for (const item of items)
    db.run('INSERT OR IGNORE INTO unseen (key, item, at) VALUES (?, ?, ?)', key, item, at);
  refreshFlags(db, key);
}

export function unseenOf(db: Database, key: number): readonly string[] {
  return db
    .all<{item: string}>('SELECT item FROM unseen WHERE key = ? ORDER BY item', key)
    .map((row) => row.item);
}

/**
 * Unseen items that the ticket no longer has could never be seen. A status change that only the list reported stays
 * until the history has it.
 */
export function dropPassedItems(db: Database, key: number, ticket: Ticket): void {
  const unseen = unseenOf(db, key);
  if (unseen.length === 0) return;
  const present = new Set(itemsOf(ticket).map((item) => item.key));
  const told = (ticket.statusHistory ?? []).some((change) => change.status === ticket.status);
  const passed = unseen.filter((item) => !present.has(item) && (told || !item.startsWith('status:')));
  if (passed.length === 0) return;
  for (const item of passed) db.run('DELETE FROM unseen WHERE key = ? AND item = ?', key, item);
  refreshFlags(db, key);
}

export function markSeen(db: Database, ticketId: string, keys: readonly string[] | 'all', at: Millis): void {
  db.write(() => {
    const key = keyOf(db, ticketId);
    if (key === undefined) return;
    if (keys === 'all') db.run('DELETE FROM unseen WHERE key = ?', key);
    else for (const item of keys) db.run('DELETE FROM unseen WHERE key = ? AND item = ?', key, item);
    db.run('UPDATE tickets SET seen_at = ? WHERE key = ?', at, key);
    refreshFlags(db, key);
  });
}

export function markUnseen(db: Database, ticketId: string, keys: readonly string[], at: Millis): void {
  db.write(() => {
    const key = keyOf(db, ticketId);
    if (key !== undefined) addUnseen(db, key, keys, at);
  });
}
