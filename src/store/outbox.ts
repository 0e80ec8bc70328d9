import {AppError} from '../errors.ts';
import {idsOf} from './tickets/aliases.ts';
import type {Database} from './database/database.ts';
import {putChange, removeDraft} from './drafts.ts';
import {refreshFlagsOf} from './flags.ts';
import {NO_CONTENT} from '../domain/draft-content.ts';
import type {Draft, Millis, OutboxItem, OutboxKind, OutboxState, NewItem} from '../domain/records.ts';

type OutboxRow = {
  id: number;
  kind: OutboxKind;
  ticket_id: string;
  text: string;
  extra: string | null;
  state: OutboxState;
  created_at: number;
  updated_at: number;
  attempts: number;
  error: string | null;
  remote_id: string | null;
  before: string | null;
  not_before: number | null;
};

export type ItemChange = Partial<
  Pick<OutboxItem, 'error' | 'remoteId' | 'before' | 'text' | 'attempts' | 'notBefore'>
>;

const INSERT = `INSERT INTO outbox (kind, ticket_id, text, extra, before, not_before, state, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?)`;

/** Queues a write and removes its draft, in one transaction that is on the disk when this returns. */
export function enqueue(db: Database, item: NewItem, at: Millis): OutboxItem {
  return db.write(() => {
    const {kind, ticketId, text, extra = null, before = null, notBefore = null, rest} = item;
    const {rowId} = db.run(INSERT, kind, ticketId, text, extra, before, notBefore, at, at);
    // The end of a long text stays where it is.
    if (rest === undefined) removeDraft(db, ticketId, kind);
    else putChange(db, {ticketId, kind, ...NO_CONTENT, text: rest, updatedAt: at}, at);
    refreshFlagsOf(db, item.ticketId);
    return readItem(db, rowId);
  }, 'full');
}

function readItem(db: Database, id: number): OutboxItem {
  const item = outboxItem(db, id);
  if (item === undefined) throw new AppError('bug', `Outbox item ${id} vanished.`);
  return item;
}

export function outboxItem(db: Database, id: number): OutboxItem | undefined {
  const row = db.get<OutboxRow>('SELECT * FROM outbox WHERE id = ?', id);
  return row === undefined ? undefined : toItem(row);
}

/** In the order of queueing. */
export function outbox(db: Database, states?: readonly OutboxState[]): readonly OutboxItem[] {
  if (states === undefined) return db.all<OutboxRow>('SELECT * FROM outbox ORDER BY id').map(toItem);
  const sql = 'SELECT * FROM outbox WHERE state IN (SELECT value FROM json_each(?)) ORDER BY id';
  return db.all<OutboxRow>(sql, JSON.stringify(states)).map(toItem);
}

/** Of a ticket under any of its ids. */
export function outboxOf(db: Database, ticketId: string): readonly OutboxItem[] {
  const sql = 'SELECT * FROM outbox WHERE ticket_id IN (SELECT value FROM json_each(?)) ORDER BY id';
  return db.all<OutboxRow>(sql, JSON.stringify(idsOf(db, ticketId))).map(toItem);
}

/** An item as it was last seen. */
export type FromOutbox = Pick<OutboxItem, 'id' | 'state'>;

export type OutboxMove = {
  readonly id: number;
  readonly from: OutboxState;
  readonly to: OutboxState;
  readonly change: ItemChange;
};

const COLUMN_OF: Readonly<Record<keyof ItemChange, string>> = {
  error: 'error',
  remoteId: 'remote_id',
  before: 'before',
  text: 'text',
  attempts: 'attempts',
  notBefore: 'not_before',
};

/** False when another process already moved the item from `from`. A given `undefined` clears the field. */
export function moveOutbox(db: Database, move: OutboxMove, at: Millis): boolean {
  const names = (Object.keys(COLUMN_OF) as (keyof ItemChange)[]).filter((name) => name in move.change);
  const sets = ['state = ?', 'updated_at = ?', ...names.map((name) => `${COLUMN_OF[name]} = ?`)];
  const values = names.map((name) => move.change[name] ?? null);
  const sql = `UPDATE outbox SET ${sets.join(', ')} WHERE id = ? AND state = ?`;
  return db.write(() => {
    const moved = db.run(sql, move.to, at, ...values, move.id, move.from).changes > 0;
    if (moved) refreshFlagsOf(db, readItem(db, move.id).ticketId);
    return moved;
  }, 'full');
}

/** Makes an item a draft again, in one transaction: its text is never in both or in neither. False as in `moveOutbox`. */
export function withdraw(db: Database, {id, state: from}: FromOutbox, draft: Draft, at: Millis): boolean {
  return db.write(() => {
    const moved = moveOutbox(db, {id, from, to: 'withdrawn', change: {}}, at);
    if (moved) putChange(db, draft, at);
    return moved;
  }, 'full');
}

function toItem(row: OutboxRow): OutboxItem {
  return {
    id: row.id,
    kind: row.kind,
    ticketId: row.ticket_id,
    text: row.text,
    extra: row.extra ?? undefined,
    state: row.state,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    attempts: row.attempts,
    error: row.error ?? undefined,
    remoteId: row.remote_id ?? undefined,
    before: row.before ?? undefined,
    ...(row.not_before === null ? {} : {notBefore: row.not_before}),
  };
}
