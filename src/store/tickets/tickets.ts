import {
  isCaseNumber,
  isFinal,
  type ListedTicket,
  numbersOf,
  type Ticket,
  type TicketId,
  type TicketNumbers,
  type TicketSummary,
} from '../../domain/ticket.ts';
import {isOrderKind} from '../../domain/orders/other-orders.ts';
import {AppError} from '../../errors.ts';
import {type KeyMatch, keyOf, matchKeys, shownId} from './aliases.ts';
import {logChange, mergeChanges, NEW_TICKET} from './change-log.ts';
import type {Database} from '../database/database.ts';
import {mergeDetail, mergeSummary} from './merge-ticket.ts';
import {mergeDrafts} from '../drafts.ts';
import {readMeta, writeMeta} from '../meta.ts';
import {addUnseen, dropPassedItems} from './reads.ts';
import {parseSummary} from './ticket-json.ts';
import {millisOf} from '../../text/time/dates.ts';
import {endSnoozeOf} from '../snoozes.ts';
import {type Known, readKnown, writeRow} from './ticket-rows.ts';
import type {Millis, TicketChange} from '../../domain/records.ts';
import {itemsSince, newItems} from '../../domain/ticket/unseen-items.ts';
import {giveEmailDocuments, removeDocuments, takeEmailDocuments} from './documents.ts';
import {dropNegotiations} from '../negotiations.ts';
import {indexRemarks} from '../remarks.ts';
import {putFilterText} from '../search/filter-text.ts';

const FIRST_SYNC = 'firstSyncAt';

/** Stores what order history says; returns the tickets that were unknown or changed, with what is new in them. */
export function putSummaries(
  db: Database,
  summaries: readonly ListedTicket[],
  at: Millis,
  {silent = false}: {readonly silent?: boolean} = {},
): readonly TicketChange[] {
  return db.write(() => {
    const firstSync = Number(readMeta(db, FIRST_SYNC) ?? at);
    if (firstSync === at) writeMeta(db, FIRST_SYNC, String(at));
    return summaries.flatMap((summary) => putSummary(db, summary, {at, firstSync, silent}) ?? []);
  });
}

type Pass = {readonly at: Millis; readonly firstSync: Millis; readonly silent: boolean};

function putSummary(
  db: Database,
  listed: ListedTicket,
  {at, firstSync, silent}: Pass,
): TicketChange | undefined {
  const {raw: row, ...summary} = listed;
  if (row !== undefined) rememberRow(db, summary.id, row);
  const last = rememberSummary(db, summary);
  if (last === 'same') return undefined;
  const match = settle(db, summary);
  const known = match.key === undefined ? undefined : readKnown(db, match.key);
  const {raw = null, fetchedAt = null, baseline = null} = known ?? {};
  const ticket = mergeSummary(known?.ticket, summary, {previous: last, detailed: fetchedAt !== null});
  const key = writeRow(db, {
    key: match.key,
    ticket,
    raw,
    // The list saw a change: the details are due whenever they were read.
    times: {
      fetchedAt,
      due: 0,
      baseline: baseline ?? baselineOf(summary, {at, firstSync, silent}),
    },
    foreign: match.foreign,
  });
  mergeDrafts(db, key);
  const items = statusNews(known?.ticket, ticket, at);
  noteNews(db, {key, before: known?.ticket, items, silent}, at);
  return {id: ticket.id, items};
}

const PUT_ROW =
  'INSERT INTO order_rows VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json WHERE json <> excluded.json';

/** Fields that only the list has may change with every answer (links): they are stored, and are no news. */
function rememberRow(db: Database, id: string, json: string): void {
  db.run(PUT_ROW, id, json);
}

/** What the list said of this id before, or `same` where it says nothing new. */
function rememberSummary(db: Database, summary: TicketSummary): TicketSummary | 'same' | undefined {
  const json = JSON.stringify(summary);
  const last = db.get<{summary: string}>('SELECT summary FROM summaries WHERE id = ?', summary.id)?.summary;
  if (last === json && keyOf(db, summary.id) !== undefined) return 'same';
  const sql = 'INSERT INTO summaries VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET summary = excluded.summary';
  db.run(sql, summary.id, json);
  return last === undefined ? undefined : parseSummary(last);
}

/**
 * From when on texts of Equinix in a ticket are news: since the store began, or since the list first showed the ticket.
 */
function baselineOf(summary: TicketSummary, {at, firstSync, silent}: Pass): Millis {
  // The first list of orders may come years after that of the tickets.
  if (silent && isOrderKind(summary.kind)) return at;
  return Math.min(millisOf(summary.updatedDateTime) ?? firstSync, firstSync);
}

/** Stores a detail read; what was not there before becomes unseen. */
export function putTicket(db: Database, read: Ticket, raw: string, at: Millis): TicketChange {
  return db.write(() => {
    const match = settle(db, read);
    const known = match.key === undefined ? undefined : readKnown(db, match.key);
    const ticket = mergeDetail(known?.ticket, read);
    const key = writeRow(db, {
      key: match.key,
      ticket,
      raw,
      times: {fetchedAt: at, due: at, baseline: known?.baseline ?? null},
      foreign: match.foreign,
    });
    mergeDrafts(db, key);
    const items = detailNews(db, known, ticket, at);
    noteNews(db, {key, before: known?.ticket, items}, at);
    dropPassedItems(db, key, ticket);
    return {id: ticket.id, items};
  });
}

function detailNews(db: Database, known: Known | undefined, ticket: Ticket, at: Millis): readonly string[] {
  if (known === undefined) return [];
  if (known.fetchedAt === null) {
    const silent = isFinal(ticket.status) || known.baseline === null || isCreatedHere(db, ticket);
    return silent ? [] : itemsSince(ticket, known.baseline ?? at);
  }
  const items = newItems(known.ticket, ticket);
  const told = items.some((item) => item.startsWith('status:'));
  return told ? items : [...items, ...statusNews(known.ticket, ticket, at)];
}

type News = {
  readonly key: number;
  /** Undefined where the ticket was not known. */
  readonly before: Ticket | undefined;
  readonly items: readonly string[];
  /** Whether a ticket that was not known is no news. */
  readonly silent?: boolean;
};

/** What is new in a ticket becomes unseen, and stands in the log for all who tell of it. */
function noteNews(db: Database, {key, before, items, silent = false}: News, at: Millis): void {
  addUnseen(db, key, items, at);
  if (items.length > 0) endSnoozeOf(db, key);
  if (before === undefined) logChange(db, key, {items: silent ? [] : [NEW_TICKET]}, at);
  else
    logChange(db, key, {items, ...(before.status === undefined ? {} : {previousStatus: before.status})}, at);
}

function isCreatedHere(db: Database, ticket: Ticket): boolean {
  const sql =
    "SELECT 1 AS found FROM tracks WHERE reason = 'created' AND id IN (SELECT value FROM json_each(?))";
  return db.get(sql, JSON.stringify(numbersOf(ticket))) !== undefined;
}

/** A change of status for which there is no entry in the history yet. */
function statusNews(before: Ticket | undefined, after: Ticket, at: Millis): readonly string[] {
  if (before?.status === undefined || after.status === undefined || before.status === after.status) return [];
  return [`status:${after.updatedDateTime ?? new Date(at).toISOString()}`];
}

type Settled = Pick<KeyMatch, 'key' | 'foreign'>;

/** Finds the row of a ticket; where its numbers had a row each, makes them one first. */
function settle(db: Database, ids: TicketNumbers): Settled {
  const {key, others, foreign} = matchKeys(db, numbersOf(ids));
  const taken = [...foreign].flatMap((number) => (ids.otherIds?.includes(number as TicketId) ? number : []));
  const empty = taken.filter(isCaseNumber).map((number) => emptyRowOf(db, ids, number));
  const into = key ?? empty[0];
  if (into === undefined) return {key, foreign: without(foreign, taken)};
  for (const other of new Set([...others, ...empty])) if (other !== into) mergeRows(db, into, other);
  return {key: into, foreign: without(foreign, taken)};
}

/** An order leads to the case that answered last. */
function without(foreign: ReadonlySet<string>, taken: readonly string[]): ReadonlySet<string> {
  return new Set([...foreign].filter((number) => !taken.includes(number)));
}

/** The row of a case that only the list knows. Two cases that were both read are never joined. */
function emptyRowOf(db: Database, {id}: TicketNumbers, asked: string): number {
  const key = keyOf(db, asked);
  if (key !== undefined && readKnown(db, key).fetchedAt === null) return key;
  throw new AppError(
    'conflict',
    `The service was asked for ${asked} and answered with ${id}, another case.`,
    {
      hint: `What is known of ${asked} was left as it is. If the two were made one, work on in ${id}.`,
    },
  );
}

/** When each of these ids was last updated, as far as is known; ids that are not known are left out. */
export function knownUpdated(db: Database, ids: readonly string[]): ReadonlyMap<string, Millis | undefined> {
  const sql = `SELECT a.id, t.updated FROM aliases AS a JOIN tickets AS t USING (key)
    WHERE a.id IN (SELECT value FROM json_each(?))`;
  const rows = db.all<{id: string; updated: number | null}>(sql, JSON.stringify(ids));
  return new Map(rows.map((row) => [row.id, row.updated ?? undefined]));
}

/** Notes that a detail read was tried and failed, so that `stale` lets others go first. */
export function markTried(db: Database, id: string, at: Millis): void {
  db.write(() => {
    db.run('UPDATE tickets SET due = ? WHERE id = ?', at, shownId(db, id));
    db.run('UPDATE tracks SET tried_at = ? WHERE id = ?', at, id);
  });
}

/** Two rows turned out to be one ticket: `from` goes, and all that hung on it moves to `into`. */
function mergeRows(db: Database, into: number, from: number): void {
  const kept = readKnown(db, into);
  const gone = readKnown(db, from);
  const [older, newer] = (kept.fetchedAt ?? 0) >= (gone.fetchedAt ?? 0) ? [gone, kept] : [kept, gone];
  const seenAt = db.get<{at: number | null}>(
    'SELECT max(seen_at) AS at FROM tickets WHERE key IN (?, ?)',
    into,
    from,
  );
  const raw = newer.raw ?? older.raw;
  dropNegotiations(db, from);
  const bodies = takeEmailDocuments(db, from);
  removeDocuments(db, from);
  db.run('DELETE FROM ticket_ibx WHERE key = ?', from);
  db.run('DELETE FROM tickets WHERE key = ?', from);
  putFilterText(db, from, undefined);
  db.run('DELETE FROM details WHERE key = ?', from);
  db.run('UPDATE aliases SET key = ? WHERE key = ?', into, from);
  db.run('UPDATE emails SET key = ? WHERE key = ?', into, from);
  db.run('UPDATE OR IGNORE unseen SET key = ? WHERE key = ?', into, from);
  db.run('DELETE FROM unseen WHERE key = ?', from);
  mergeChanges(db, into, from);
  writeRow(db, {
    key: into,
    ticket: mergeDetail(older.ticket, newer.ticket),
    raw,
    times: {fetchedAt: newer.fetchedAt, due: 0, baseline: lowest(kept, gone)},
  });
  giveEmailDocuments(db, into, bodies);
  indexRemarks(db, into);
  db.run('UPDATE tickets SET seen_at = ? WHERE key = ?', seenAt?.at ?? null, into);
  mergeDrafts(db, into);
}

function lowest(one: Known, other: Known): number | null {
  const known = [one.baseline, other.baseline].filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}
