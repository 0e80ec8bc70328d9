import {wantsAnswer} from '../../domain/ticket/permissions.ts';
import {firstLine} from '../../text/first-line.ts';
import {isOrderKind} from '../../domain/orders/other-orders.ts';
import {
  caseNumberOf,
  isFinal,
  numbersOf,
  orderNumberOf,
  type Ticket,
  type TicketKind,
} from '../../domain/ticket.ts';
import type {Database} from '../database/database.ts';
import {millisOf} from '../../text/time/dates.ts';
import {turnSince} from '../../domain/ticket/turn-since.ts';
import type {TicketRow, Turn} from '../../domain/records.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';
import {NO_DEADLINE} from '../negotiations.ts';
import {parseIbxs, storedText} from './ticket-json.ts';

export const TURNS: readonly Turn[] = ['us', 'them', 'nobody'];

const STATUS_ORDER = [
  'ACTION_REQUIRED',
  'IN_PROGRESS',
  'SUBMITTED',
  undefined,
  'RESOLVED',
  'CLOSED',
  'CANCELLED',
];
const OTHER_STATUS = STATUS_ORDER.indexOf(undefined);

/** Sorts tickets without an IBX last. */
const NO_IBX = '\u{10ffff}';

/** Who has to act next, as far as the ticket says. */
function turnOf(ticket: Ticket): Turn {
  if (isFinal(ticket.status)) return 'nobody';
  // Nothing can be answered here.
  if (isOrderKind(ticket.kind)) return 'them';
  if (wantsAnswer(ticket)) return 'us';
  return ticket.status === 'RESOLVED' ? 'nobody' : 'them';
}

/** First line of the description that says anything, else the sub-category, else the category; of an order its kind first. */
function summaryOf(ticket: Ticket): string {
  if (isOrderKind(ticket.kind)) {
    const products = (ticket.lines ?? []).map(({productName}) => productName);
    const words = [ticket.category, ...new Set([firstLine(ticket.description ?? ''), ...products])];
    return words.filter((word) => word !== undefined && word !== '').join(': ');
  }
  return firstLine(ticket.description ?? '') || (ticket.subCategory ?? ticket.category ?? '').trim();
}

/** What the service says, which seldom says it; else by its numbers: an order's is that of a trouble ticket, 8 digits alone are a case. */
function kindOf(ticket: Ticket): TicketKind {
  if (ticket.kind !== 'UNKNOWN') return ticket.kind;
  if (orderNumberOf(ticket) !== undefined) return 'TROUBLE';
  return caseNumberOf(ticket) === undefined ? 'UNKNOWN' : 'CASE';
}

/** The columns of a list row that follow from the ticket alone. */
export function columnsOf(ticket: Ticket) {
  const status = ticket.status ?? '';
  const rank = STATUS_ORDER.indexOf(status);
  const updated = millisOf(ticket.updatedDateTime);
  const created = millisOf(ticket.createdDateTime) ?? 0;
  const turn = turnOf(ticket);
  return {
    id: ticket.id,
    kind: kindOf(ticket),
    status,
    ibx: JSON.stringify(ticket.ibx),
    summary: summaryOf(ticket),
    reference: ticket.customerReferenceId ?? null,
    turn: TURNS.indexOf(turn),
    turn_since: turnSince(ticket, turn) ?? null,
    final: isFinal(status) ? 1 : 0,
    updated: updated ?? null,
    // The last change that is known, negated, so that every list order runs upwards; 0 where none is.
    newest: 0 - (updated ?? created),
    created,
    status_rank: rank === -1 ? OTHER_STATUS : rank,
    ibx_sort: ticket.ibx[0]?.toUpperCase() ?? NO_IBX,
    users: usersOf(ticket),
  };
}

/** What the list's word filter looks at, lower-cased, one field a line. */
export function searchTextOf(ticket: Ticket): string {
  const {ibx, status, customerReferenceId} = ticket;
  const words = [...numbersOf(ticket), ...ibx, summaryOf(ticket), status, customerReferenceId];
  return words
    .filter((word) => word !== undefined && word !== '')
    .join('\n')
    .toLowerCase();
}

/**
 * By which names the contacts may have signed in, lower-cased, each between line feeds: most replies name no
 * registered users, so their e-mail addresses count, and what stands in them before the @.
 */
function usersOf({contacts = []}: Ticket): string {
  const users = contacts.flatMap(({registeredUser, details}) => [
    registeredUser ?? [],
    details.flatMap(({value = ''}) =>
      value.includes('@') ? [value, value.slice(0, value.indexOf('@'))] : [],
    ),
  ]);
  const names = [...new Set(users.flat(2).map((user) => user.toLowerCase()))].filter((user) => user !== '');
  return names.length === 0 ? '' : `\n${names.join('\n')}\n`;
}

type FromTicket =
  | 'id'
  | 'kind'
  | 'status'
  | 'ibx'
  | 'summary'
  | 'created'
  | 'updated'
  | 'turn'
  | 'turn_since';

export type RowColumns = Pick<ReturnType<typeof columnsOf>, FromTicket> & {
  reference: string | null;
  unread: number;
  deadline: number;
  draft: number;
  pending: number;
  fetched_at: number | null;
  claimed_by: string | null;
  snoozed: number;
  remarked: number;
};

const OF_TICKET = 'ticket_id IN (SELECT a.id FROM aliases AS a WHERE a.key = tickets.key)';

/** Asked of each row only where the table holds any at all. */
const isIn = (table: string) =>
  `EXISTS (SELECT 1 FROM ${table}) AND EXISTS (SELECT 1 FROM ${table} WHERE ${OF_TICKET})`;

export const ROW_COLUMNS =
  `${isIn('snoozes')} AS snoozed, ${isIn('remarks')} AS remarked, ` +
  'id, kind, status, ibx, summary, reference, created, updated, unread, turn, turn_since, deadline, draft, pending, fetched_at, claimed_by';

export function toRow(columns: RowColumns): TicketRow {
  return {
    id: storedText(columns.id),
    kind: columns.kind,
    status: columns.status === '' ? undefined : columns.status,
    ibx: parseIbxs(columns.ibx),
    summary: storedText(columns.summary),
    customerReferenceId: columns.reference === null ? undefined : storedText(columns.reference),
    createdAt: columns.created === 0 ? undefined : columns.created,
    updatedAt: columns.updated ?? undefined,
    unread: columns.unread,
    turn: TURNS[columns.turn] ?? 'nobody',
    turnSince: columns.turn_since ?? undefined,
    respondBy: columns.deadline === NO_DEADLINE ? undefined : columns.deadline,
    hasDraft: columns.draft === 1,
    pending: columns.pending,
    hasRemark: columns.remarked === 1,
    isSnoozed: columns.snoozed === 1,
    fetchedAt: columns.fetched_at ?? undefined,
    claimedBy: columns.claimed_by === null ? undefined : storedText(columns.claimed_by),
  };
}

/** Every IBX that a ticket names, with the number of its tickets that are not final. */
export function ibxs(db: Database): readonly {readonly ibx: SafeText; readonly open: number}[] {
  const rows = db.all<{ibx: string; open: number}>(
    'SELECT ibx, open FROM ibx_stats WHERE total > 0 ORDER BY ibx',
  );
  return rows.map(({ibx, open}) => ({ibx: storedText(ibx), open}));
}
