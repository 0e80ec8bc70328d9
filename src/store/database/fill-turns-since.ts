import type {Database} from './database.ts';
import {TURNS} from '../tickets/ticket-columns.ts';
import {parseTicket} from '../tickets/ticket-json.ts';
import {turnSince} from '../../domain/turn-since.ts';

/** For tickets that an older casedeck stored: what is new in a row follows from the ticket itself. */
export function fillTurnsSince(db: Database): void {
  const sql = 'SELECT key, turn, ticket FROM details JOIN tickets USING (key) WHERE final = 0';
  for (const {key, turn, ticket} of db.all<{key: number; turn: number; ticket: string}>(sql)) {
    const since = turnSince(parseTicket(ticket), TURNS[turn] ?? 'nobody');
    if (since !== undefined) db.run('UPDATE tickets SET turn_since = ? WHERE key = ?', since, key);
  }
}
