import {decodeOrderFacts} from '../../api/decode/decode-orders.ts';
import type {Database} from '../database/database.ts';
import {row} from '../list.ts';
import {parseNegotiations} from '../negotiations.ts';
import {readNotices} from '../notices.ts';
import {unseenOf} from './reads.ts';
import {remarksOf} from '../remarks.ts';
import {snoozeOf} from '../snoozes.ts';
import {claimsOf} from '../desk/claims.ts';
import {teamDrafts} from '../desk/desk-members.ts';
import {teamSends} from '../desk/desk-ops.ts';
import {parseTicket} from './ticket-json.ts';
import {rawOf} from './ticket-rows.ts';
import {isTracked} from '../tracks.ts';
import {noticesTouching} from '../../domain/notices/notice-choice.ts';
import type {StoredNotice} from '../../domain/notices/site-notice.ts';
import type {Millis, StoredTicket, TicketRow} from '../../domain/records.ts';
import {isFinal} from '../../domain/ticket.ts';

type DetailRow = {
  key: number;
  ticket: string;
  seen_at: number | null;
  order_row: string | null;
  asked: string | null;
  asked_at: number | null;
};

/** One question for each ticket: a long list asks thousands of times. */
const DETAILS = `SELECT key, ticket, seen_at,
    (SELECT json FROM order_rows JOIN aliases USING (id) WHERE aliases.key = details.key) AS order_row,
    negotiations.list AS asked, negotiations.read_at AS asked_at
  FROM details JOIN tickets USING (key) LEFT JOIN negotiations USING (key) WHERE key = (SELECT key FROM aliases WHERE id = ?)`;

/** A ticket with its details and what is ours on it; undefined: not known, or only by order history. `shown`: its row, where it was just read; `me`: whose writing is left out. */
export function readTicket(
  db: Database,
  id: string,
  {
    me,
    now,
    shown: given,
  }: {readonly me: string; readonly now: Millis; readonly shown?: TicketRow | undefined},
): StoredTicket | undefined {
  const details = db.get<DetailRow>(DETAILS, id);
  const shown = details === undefined ? undefined : (given ?? row(db, id));
  if (details === undefined || shown === undefined) return undefined;
  const {key} = details;
  const beside = besideTickets(db);
  const rawOrder = details.order_row ?? undefined;
  const order = rawOrder === undefined ? undefined : decodeOrderFacts(rawOrder);
  const ticket = parseTicket(details.ticket);
  if (ticket === undefined) {
    if (details.ticket !== '') forgetDetails(db, key);
    return undefined;
  }
  return {
    ticket: order === undefined ? ticket : {...ticket, order},
    row: shown,
    get raw() {
      return rawOf(db, key) ?? undefined;
    },
    rawOrder,
    unseen: unseenIn(db, key, shown),
    seenAt: details.seen_at ?? undefined,
    ...oursOf(db, id, key, {me, ours: beside.ours}),
    negotiations: parseNegotiations(details.asked, details.asked_at),
    notices: noticesTouching(beside.notices, {...shown, isOver: isFinal(shown.status)}, now),
  };
}

const NONE: ReadonlySet<string> = new Set();

function unseenIn(db: Database, key: number, {unread}: TicketRow): ReadonlySet<string> {
  return unread === 0 ? NONE : new Set(unseenOf(db, key));
}

const NOTHING = {
  tracked: false,
  remarks: [],
  snooze: undefined,
  claims: [],
  writing: [],
  sends: [],
} as const;

function oursOf(
  db: Database,
  id: string,
  key: number,
  {me, ours}: {readonly me: string; readonly ours: ReadonlySet<number>},
): Pick<StoredTicket, 'tracked' | 'remarks' | 'snooze' | 'claims' | 'writing' | 'sends'> {
  if (!ours.has(key)) return NOTHING;
  return {
    tracked: isTracked(db, key),
    remarks: remarksOf(db, id),
    snooze: snoozeOf(db, id),
    claims: claimsOf(db, id),
    writing: teamDrafts(db, id, me),
    sends: teamSends(db, id),
  };
}

/**
 * The few tickets that have anything of ours, and the notices: to ask for them at each ticket would be most of what
 * reading a long list takes.
 */
function besideTickets(db: Database): {
  readonly ours: ReadonlySet<number>;
  readonly notices: readonly StoredNotice[];
} {
  const sql = `SELECT DISTINCT key FROM aliases WHERE id IN (SELECT ticket_id FROM remarks
    UNION SELECT ticket_id FROM snoozes UNION SELECT ticket_id FROM claims UNION SELECT id FROM tracks
    UNION SELECT ticket_id FROM desk_sends
    UNION SELECT draft.value ->> 'ticketId' FROM desk_members, json_each(drafts) AS draft)`;
  return db.remember('beside tickets', () => ({
    ours: new Set(db.all<{key: number}>(sql).map(({key}) => key)),
    notices: readNotices(db),
  }));
}

/** What cannot be read is dropped, and the ticket is due: the next pass over the tickets reads it again. */
function forgetDetails(db: Database, key: number): void {
  db.write(() => {
    db.run('UPDATE tickets SET fetched_at = NULL, due = 0 WHERE key = ?', key);
    db.run("UPDATE details SET ticket = '', raw = NULL WHERE key = ?", key);
  });
}
