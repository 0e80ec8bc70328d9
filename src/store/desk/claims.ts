import type {ClaimOp} from '../../domain/desk-op.ts';
import type {Deed} from '../../domain/team-records.ts';
import type {Claim} from '../../domain/records.ts';
import type {Database} from '../database/database.ts';
import {refreshFlagsOf} from '../flags.ts';
import {idsOf, shownId} from '../tickets/aliases.ts';
import {storedText} from '../tickets/ticket-json.ts';

type Row = {ticket_id: string; who: string; since: number};

/** Whoever has taken the ticket, the first of them first. */
export function claimsOf(db: Database, ticketId: string): readonly Claim[] {
  const sql = `SELECT who, since FROM claims
    WHERE ticket_id IN (SELECT value FROM json_each(?)) ORDER BY since, who`;
  return db
    .all<Row>(sql, JSON.stringify(idsOf(db, ticketId)))
    .map(({who, since}) => ({by: storedText(who), since}));
}

/** The tickets that somebody has, alone or beside others. */
export function claimedBy(db: Database, who: string): readonly string[] {
  const rows = db.all<Row>('SELECT ticket_id FROM claims WHERE who = ? ORDER BY since, ticket_id', who);
  return rows.map((row) => shownId(db, row.ticket_id));
}

/**
 * Takes, gives back or passes on. Each person's claim is separate, so the order of deeds does not change the result.
 */
export function applyClaim(db: Database, op: ClaimOp, {who, at}: Deed): void {
  const {ticketId} = op;
  const ids = JSON.stringify(idsOf(db, ticketId));
  const among = 'ticket_id IN (SELECT value FROM json_each(?))';
  if (op.kind === 'takeover') db.run(`DELETE FROM claims WHERE ${among} AND who <> ?`, ids, who);
  if (op.kind === 'release' || op.kind === 'give')
    db.run(`DELETE FROM claims WHERE ${among} AND who = ?`, ids, who);
  else put(db, ticketId, who, at);
  if (op.kind === 'give') put(db, ticketId, op.to, at);
  refreshFlagsOf(db, ticketId);
}

function put(db: Database, ticketId: string, who: string, at: number): void {
  if (claimsOf(db, ticketId).some(({by}) => by === who)) return;
  db.run('INSERT INTO claims (ticket_id, who, since) VALUES (?, ?, ?)', shownId(db, ticketId), who, at);
}

/** The desk's time of a claim counts, once it is known. */
export function settleClaim(db: Database, ticketId: string, {who, at}: Deed): void {
  const ids = JSON.stringify(idsOf(db, ticketId));
  const sql = 'UPDATE claims SET since = ? WHERE ticket_id IN (SELECT value FROM json_each(?)) AND who = ?';
  db.run(sql, at, ids, who);
  refreshFlagsOf(db, ticketId);
}
