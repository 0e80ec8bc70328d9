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
  /** A second row of the same ticket, to be merged into the first. */
  readonly other: number | undefined;
  /** False where `orderId` belongs to another case: an order can have several. */
  readonly ownsOrder: boolean;
};

/** Finds the row, or the two rows, of a ticket with these ids. */
export function matchKeys(db: Database, id: string, orderId: string | undefined): KeyMatch {
  const key = keyOf(db, id);
  const orderKey = orderId === undefined || orderId === id ? undefined : keyOf(db, orderId);
  if (orderKey === undefined || orderKey === key) return {key, other: undefined, ownsOrder: true};
  const caseOfRow = key === undefined ? id : (idOf(db, key) ?? id);
  const caseOfOrder = idOf(db, orderKey) ?? '';
  const twoCases = isCaseNumber(caseOfRow) && isCaseNumber(caseOfOrder) && caseOfRow !== caseOfOrder;
  if (twoCases) return {key, other: undefined, ownsOrder: false};
  return key === undefined
    ? {key: orderKey, other: undefined, ownsOrder: true}
    : {key, other: orderKey, ownsOrder: true};
}
