import {randomUUID} from 'node:crypto';
import {checkDeedText, type DeskOp, type QueuedOp} from '../../domain/desk-op.ts';
import type {Deed, SentFact, TeamSend} from '../../domain/team-records.ts';
import type {Millis} from '../../domain/records.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';
import type {Database} from '../database/database.ts';
import {readMeta, writeMeta} from '../meta.ts';
import {putRemark, removeRemark} from '../remarks.ts';
import {setSnooze} from '../snoozes.ts';
import {idsOf} from '../tickets/aliases.ts';
import {storedText} from '../tickets/ticket-json.ts';
import {applyClaim, settleClaim} from './claims.ts';

/** Whose database this is, and whether what they do is meant for a team's desk too. */
export type DeskOwner = {readonly me: SafeText; readonly shares: boolean};

/**
 * Does it here and, with a team, queues it for the desk: both or neither, on the disk when this returns. Throws an AppError `input`
 * for a text that no desk would take.
 */
export function act(db: Database, {me, shares}: DeskOwner, op: DeskOp, at: Millis): void {
  if (op.kind === 'remark' || op.kind === 'step') checkDeedText(op.kind, op.text);
  db.write(
    () => {
      applyOp(db, op, {who: me, at});
      // Saved at every letter; the desk gets only the last version.
      if (op.kind === 'step') db.run(DROP_STEPS, op.ticketId);
      if (shares) queueOp(db, {id: randomUUID(), op, at});
    },
    op.kind === 'step' ? 'normal' : 'full',
  );
}

const DROP_STEPS = "DELETE FROM desk_ops WHERE op ->> 'kind' = 'step' AND op ->> 'ticketId' = ?";

const QUEUE = 'INSERT OR IGNORE INTO desk_ops (id, op, at) VALUES (?, ?, ?)';

/** Only queues it: what it says stands elsewhere here already. One with a known id is there once. */
export function queueOp(db: Database, {id, op, at}: QueuedOp): void {
  db.write(() => db.run(QUEUE, id, JSON.stringify(op), at));
}

/** What the desk has not got yet, in order. */
export function queuedOps(db: Database, limit: number): readonly QueuedOp[] {
  const sql = 'SELECT id, op, at FROM desk_ops ORDER BY number LIMIT ?';
  return db.all<{id: string; op: string; at: number}>(sql, limit).map(({id, op, at}) => ({
    id,
    // Written by `queueOp` alone.
    op: JSON.parse(op) as DeskOp,
    at,
  }));
}

export function removeQueued(db: Database, ids: readonly string[]): void {
  db.write(
    () => db.run('DELETE FROM desk_ops WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)),
    'full',
  );
}

/** What came from the desk, and how far that is read. */
export type DeskNews = {
  readonly ops: readonly {readonly id: string; readonly op: DeskOp; readonly deed: Deed}[];
  readonly cursor: string;
  /** How far it was read before; where another process has read on meanwhile, nothing is applied. */
  readonly from?: string | undefined;
};

/**
 * Applies what came from the desk and stores how far it was read, in one transaction. Deeds that wait for delivery stay
 * in force: they come after all that the desk has.
 */
export function applyNews(db: Database, {ops, cursor, from}: DeskNews, me: SafeText): boolean {
  return db.write(() => {
    if (from !== undefined && (deskCursor(db) ?? '') !== from) return false;
    for (const {id, op, deed} of ops) {
      if (op.kind === 'sent') putSend(db, id, op, deed);
      else applyOp(db, op, deed);
      if (op.kind === 'claim' || op.kind === 'takeover') settleClaim(db, op.ticketId, deed);
    }
    if (ops.length > 0)
      for (const {op, at} of queuedOps(db, MOST_REDONE))
        if (op.kind !== 'sent') applyOp(db, op, {who: me, at});
    writeMeta(db, CURSOR, cursor);
    return true;
  });
}

/** More than anybody does while the desk is away. */
const MOST_REDONE = 10_000;
const CURSOR = 'desk.cursor';

/** How far the desk was read, as {@link applyNews} was given it. */
export function deskCursor(db: Database): string | undefined {
  return readMeta(db, CURSOR);
}

/** The desk was left, or is another one: nothing of it was read. Claims of others and what waits for it go. */
export function forgetDesk(db: Database, me: string): void {
  db.write(() => {
    db.run('DELETE FROM meta WHERE name = ?', CURSOR);
    db.run('DELETE FROM desk_ops');
    db.run('DELETE FROM desk_members');
    db.run('DELETE FROM desk_sends');
    db.run('UPDATE tickets SET claimed_by = NULL WHERE claimed_by IS NOT NULL AND claimed_by <> ?', me);
    db.run('DELETE FROM claims WHERE who <> ?', me);
  }, 'full');
}

function applyOp(db: Database, op: DeskOp, deed: Deed): void {
  const {ticketId} = op;
  switch (op.kind) {
    case 'remark':
      return putRemark(db, {id: op.remark, ticketId, by: deed.who, text: op.text, createdAt: deed.at});
    case 'unremark':
      return removeRemark(db, op.remark, deed.who);
    case 'snooze':
      return setSnooze(db, ticketId, {until: op.until, since: deed.at, by: deed.who});
    case 'step':
      return writeMeta(db, `user.next-step.${ticketId}`, op.text);
    case 'unsnooze':
      return setSnooze(db, ticketId, undefined);
    case 'sent':
      return undefined;
    default:
      return applyClaim(db, op, deed);
  }
}

type SendRow = {
  id: string;
  ticket_id: string;
  who: string;
  at: number;
  operation: string;
  sha256: string;
  length: number;
  result: string;
  remote_id: string | null;
};

function putSend(db: Database, id: string, op: SentFact, {who, at}: Deed): void {
  const {ticketId, operation, sha256, length, result, remoteId = null} = op;
  const sql = `INSERT OR IGNORE INTO desk_sends
    (id, ticket_id, who, at, operation, sha256, length, result, remote_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  db.run(sql, id, ticketId, who, at, operation, sha256, length, result, remoteId);
}

/** Oldest first: of one ticket, or of all. */
export function teamSends(db: Database, ticketId?: string): readonly TeamSend[] {
  const of = ticketId === undefined ? '' : 'WHERE ticket_id IN (SELECT value FROM json_each(?))';
  const params = ticketId === undefined ? [] : [JSON.stringify(idsOf(db, ticketId))];
  return db.all<SendRow>(`SELECT * FROM desk_sends ${of} ORDER BY at, id`, ...params).map((row) => ({
    id: row.id,
    ticketId: row.ticket_id,
    who: storedText(row.who),
    at: row.at,
    operation: storedText(row.operation),
    sha256: row.sha256,
    length: row.length,
    result: storedText(row.result),
    remoteId: row.remote_id === null ? undefined : storedText(row.remote_id),
  }));
}
