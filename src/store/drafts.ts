import {idsOf, shownId} from './tickets/aliases.ts';
import type {Database} from './database/database.ts';
import {refreshFlags, refreshFlagsOf} from './flags.ts';
import {changedContent, contentOf, extraOf} from '../domain/draft-content.ts';
import type {Draft, DraftChange, DraftKey, DraftKind, Millis} from '../domain/records.ts';
import {randomUUID} from 'node:crypto';
import {readMeta, writeMeta} from './meta.ts';

type DraftRow = {ticket_id: string; kind: DraftKind; text: string; extra: string | null; updated_at: number};

const SELECT = 'SELECT ticket_id, kind, text, extra, updated_at FROM drafts';

/** A power cut may cost this much typing; the end of the process costs none. */
const FULL_SYNC_EVERY_MS = 2000;

export function draft(db: Database, ticketId: string, kind: DraftKind): Draft | undefined {
  const row = rowOf(db, {ticketId, kind});
  return row === undefined ? undefined : toDraft(db, row);
}

function rowOf(db: Database, {ticketId, kind}: DraftKey): DraftRow | undefined {
  const sql = `${SELECT} WHERE kind = ? AND ticket_id IN (SELECT value FROM json_each(?)) ORDER BY updated_at DESC LIMIT 1`;
  return db.get<DraftRow>(sql, kind, JSON.stringify(idsOf(db, ticketId)));
}

/** Newest first. */
export function drafts(db: Database): readonly Draft[] {
  return db
    .all<DraftRow>(`${SELECT} ORDER BY updated_at DESC, ticket_id, kind`)
    .map((row) => toDraft(db, row));
}

function toDraft(db: Database, row: DraftRow): Draft {
  const {ticket_id: ticketId, kind, extra, updated_at: updatedAt} = row;
  return {ticketId, kind, ...contentOf(wholeText(db, row), extra ?? undefined), updatedAt};
}

function wholeText(db: Database, {ticket_id: ticketId, kind, text}: DraftRow): string {
  return text + readEnd(db, {ticketId, kind});
}

const PUT = `INSERT INTO drafts (ticket_id, kind, text, extra, updated_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (ticket_id, kind) DO UPDATE SET text = excluded.text, extra = excluded.extra, updated_at = excluded.updated_at`;

/** Returns a `saveDraft` that waits for the disk now and then, not at every key. */
export function draftSaver(db: Database, now: () => number): (change: DraftChange) => void {
  let syncedAt = -Infinity;
  return (change) => {
    const time = now();
    const due = Math.abs(time - syncedAt) >= FULL_SYNC_EVERY_MS;
    if (due) syncedAt = time;
    db.write(() => putChange(db, change, time), due ? 'full' : 'normal');
  };
}

export function putChange(db: Database, change: DraftChange, now: Millis): void {
  const {ticketId, kind} = change;
  // The end of a long text is not read for that.
  const row = rowOf(db, change);
  const before = row === undefined ? undefined : contentOf(row.text, row.extra ?? undefined);
  const content = changedContent(before, change);
  const extra = extraOf(content) ?? null;
  if (content.text === '' && extra === null) removeDraft(db, ticketId, kind);
  else {
    const id = shownId(db, ticketId);
    const text = change.text === undefined ? content.text : writeEnd(db, {ticketId: id, kind}, change.text);
    db.run(PUT, id, kind, text, extra, change.updatedAt ?? row?.updated_at ?? now);
  }
  refreshFlagsOf(db, ticketId);
}

export function removeDraft(db: Database, ticketId: string, kind: DraftKind): void {
  for (const id of idsOf(db, ticketId)) {
    db.run('DELETE FROM drafts WHERE ticket_id = ? AND kind = ?', id, kind);
    removeEnd(db, {ticketId: id, kind});
  }
}

/**
 * Moves drafts under any id of a ticket to the id it is shown by. Where two texts meet, both stay,
 * the newer one first.
 */
export function mergeDrafts(db: Database, key: number): void {
  const id = db.get<{id: string}>('SELECT id FROM tickets WHERE key = ? AND draft = 1', key)?.id;
  if (id === undefined) return;
  const sql = `${SELECT} WHERE ticket_id IN (SELECT id FROM aliases WHERE key = ?) ORDER BY updated_at DESC`;
  const rows = db.all<DraftRow>(sql, key);
  if (rows.every((row) => row.ticket_id === id)) return;
  const kinds = new Set(rows.map((row) => row.kind));
  for (const kind of kinds) {
    const same = rows.filter((row) => row.kind === kind);
    const [newest] = same;
    if (newest === undefined) continue;
    const texts = [...new Set(same.map((row) => wholeText(db, row)).filter((text) => text !== ''))];
    for (const {ticket_id: ticketId} of same) {
      db.run('DELETE FROM drafts WHERE ticket_id = ? AND kind = ?', ticketId, kind);
      removeEnd(db, {ticketId, kind});
    }
    const extra = same.find((row) => row.extra !== null)?.extra ?? null;
    const text = writeEnd(db, {ticketId: id, kind}, texts.join('\n\n'));
    db.run(PUT, id, kind, text, extra, newest.updated_at);
  }
  refreshFlags(db, key);
}

/** A longer text is kept in two parts: what is edited, and its end, which is written only where it changed. */
const WHOLE_UP_TO = 100_000;
/** So much is edited: 4,000 characters and what is typed too much. */
const EDITED = 20_000;

type Written = {readonly end: string; readonly mark: string};

/** The ends that this process wrote last, by draft: what ends in the same needs not be written again. */
const written = new WeakMap<Database, Map<string, Written>>();

/** The end of a long text, which stands apart from the draft; empty for others. */
function readEnd(db: Database, key: DraftKey): string {
  return readMeta(db, nameOf(key)) ?? '';
}

/** Puts the end of a long text where it belongs; what is left stands in the draft. */
function writeEnd(db: Database, key: DraftKey, text: string): string {
  const name = nameOf(key);
  const mark = readMeta(db, markOf(name));
  if (text.length <= WHOLE_UP_TO) {
    if (mark !== undefined) removeEnd(db, key);
    return text;
  }
  const known = endsOf(db);
  const before = known.get(name);
  // Another process may have written there meanwhile, or a write may have been taken back.
  if (before !== undefined && before.mark === mark && text.endsWith(before.end)) {
    const start = text.slice(0, text.length - before.end.length);
    if (start.length <= WHOLE_UP_TO) return start;
  }
  const end = text.slice(EDITED);
  const next = {end, mark: randomUUID()};
  writeMeta(db, name, end);
  writeMeta(db, markOf(name), next.mark);
  known.set(name, next);
  return text.slice(0, EDITED);
}

/** Takes the end away, as the draft goes. */
function removeEnd(db: Database, key: DraftKey): void {
  const name = nameOf(key);
  endsOf(db).delete(name);
  db.run('DELETE FROM meta WHERE name IN (?, ?)', name, markOf(name));
}

function endsOf(db: Database): Map<string, Written> {
  const known = written.get(db) ?? new Map<string, Written>();
  written.set(db, known);
  return known;
}

/** Says which writing of the end it is. */
function markOf(name: string): string {
  return `${name}.mark`;
}

function nameOf({ticketId, kind}: DraftKey): string {
  return `draft-end.${kind}.${ticketId}`;
}
