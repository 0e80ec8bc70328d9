import type {TicketKind} from '../../domain/ticket.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';
import type {Database} from '../database/database.ts';
import {NO_DEADLINE} from '../negotiations.ts';
import {TURNS} from './ticket-columns.ts';
import {parseIbxs, storedText} from './ticket-json.ts';
import type {TicketRow} from '../../domain/records.ts';

export type RowColumns = {
  id: string;
  kind: TicketKind;
  status: string;
  ibx: string;
  summary: string;
  reference: string | null;
  created: number;
  updated: number | null;
  unread: number;
  turn: number;
  turn_since: number | null;
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
