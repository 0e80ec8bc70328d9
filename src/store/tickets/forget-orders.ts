import type {Database} from '../database/database.ts';
import {IS_ORDER} from '../list-query.ts';
import {putFilterText} from '../search/filter-text.ts';
import {removeDocuments} from './documents.ts';

/**
 * Orders that are no tickets leave the store, where they are not wanted any more: the service has them. Private notes
 * on them stay, and are there again with the order. `states`: rows of `meta` that go with them.
 */
export function forgetOrders(db: Database, states: readonly string[]): void {
  const keys = db.all<{key: number}>(`SELECT key FROM tickets WHERE ${IS_ORDER}`).map(({key}) => key);
  if (keys.length === 0) return;
  db.write(() => {
    for (const key of keys) {
      removeDocuments(db, key);
      putFilterText(db, key, undefined);
      db.run('DELETE FROM summaries WHERE id IN (SELECT id FROM aliases WHERE key = ?)', key);
      db.run('DELETE FROM order_rows WHERE id IN (SELECT id FROM aliases WHERE key = ?)', key);
      for (const table of ['ticket_ibx', 'tickets', 'details', 'aliases', 'emails', 'unseen', 'changes'])
        db.run(`DELETE FROM ${table} WHERE key = ?`, key);
    }
    for (const name of states) db.run('DELETE FROM meta WHERE name = ?', name);
  });
}
