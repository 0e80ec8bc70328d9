import {isCaseNumber} from '../../domain/ticket.ts';
import type {Database} from '../database/database.ts';

/** The row that an id belongs to; either id of one ticket finds it. */
export function keyOf(db: Database, id: string): number | undefined {
  return db.get<{key: number}>('SELECT key FROM aliases WHERE id = ?', id)?.key;
}

function idOf(db: Database, key: number): string | undefined {
  return db.get<{id: string}>('SELECT id FROM tickets WHERE key = ?', key)?.id;
}

/** The id by which a ticket is shown; an id that is not known stays as it is. */
export function shownId(db: Database, id: string): string {
  const sql = 'SELECT t.id FROM aliases AS a JOIN tickets AS t USING (key) WHERE a.id = ?';
  return db.get<{id: string}>(sql, id)?.id ?? id;
}

/** All ids of the ticket that `id` belongs to, or `id` alone. */
export function idsOf(db: Database, id: string): readonly string[] {
  const sql = 'SELECT id FROM aliases WHERE key = (SELECT key FROM aliases WHERE id = ?)';
  const rows = db.all<{id: string}>(sql, id);
  return rows.length === 0 ? [id] : rows.map((row) => row.id);
}

export type KeyMatch = {
  /** The row the ticket belongs in, where there is one. */
  readonly key: number | undefined;
  /** Further rows of the same ticket, to be merged into the first. */
  readonly others: readonly number[];
  /** Numbers that belong to another case: an order can have several. */
  readonly foreign: ReadonlySet<string>;
};

/** Finds the row, or the rows, of a ticket with these numbers; the first is the one it calls itself. */
export function matchKeys(db: Database, numbers: readonly string[]): KeyMatch {
  const [own = '', ...more] = numbers;
  let key = keyOf(db, own);
  let caseNumber = [key === undefined ? own : idOf(db, key), own].find((id) => isCaseNumber(id ?? ''));
  const others = new Set<number>();
  const foreign = new Set<string>();
  for (const number of more) {
    const found = keyOf(db, number);
    if (found === undefined || found === key) continue;
    const id = idOf(db, found) ?? '';
    if (caseNumber !== undefined && isCaseNumber(id) && id !== caseNumber) {
      foreign.add(number);
      continue;
    }
    if (isCaseNumber(id)) caseNumber = id;
    if (key === undefined) key = found;
    else others.add(found);
  }
  return {key, others: [...others], foreign};
}
