import {randomUUID} from 'node:crypto';
import {idsOf, shownId} from './tickets/aliases.ts';
import type {Database} from './database/database.ts';
import {refreshFlags, refreshFlagsOf} from './flags.ts';
import {changedContent, contentOf, extraOf} from '../domain/draft-content.ts';
import {readMeta, writeMeta} from './meta.ts';
import type {Draft, DraftChange, DraftKey, DraftKind, Millis} from '../domain/records.ts';
import type {Store} from './store.ts';

type DraftRow = {ticket_id: string; kind: DraftKind; text: string; extra: string | null; updated_at: number};

const SELECT = 'SELECT ticket_id, kind, text, extra, updated_at FROM drafts';

/** A power cut may lose this much typing; the end of the process loses none. */
const FULL_SYNC_EVERY_MS = 2000;

export function draft(db: Database, ticketId: string, kind: DraftKind): Draft | undefined {
  return db.recall({kind: 'draft', name: `${kind} ${ticketId}`, most: DRAFTS_KEPT}, () => {
    const row = rowOf(db, {ticketId, kind});
    return row === undefined ? undefined : toDraft(db, row);
  });
}

/** Each key of the list looks whether these are begun. */
const DRAFTS_KEPT = 4;

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
export function draftSaver(db: Database, now: () => number): Store['saveDraft'] {
  let syncedAt = -Infinity;
  return (change, inSteps = false) => {
    const time = now();
    const due = Math.abs(time - syncedAt) >= FULL_SYNC_EVERY_MS;
    if (due) syncedAt = time;
    return db.write(() => putChange(db, change, time, inSteps), due ? 'full' : 'normal');
  };
}

/** False where a very long text is not all there yet; see `Store.saveDraft`. */
export function putChange(db: Database, change: DraftChange, now: Millis, inSteps?: boolean): boolean {
  const {ticketId, kind} = change;
  // The end of a long text is not read for that.
  const row = rowOf(db, change);
  const before = row === undefined ? undefined : contentOf(row.text, row.extra ?? undefined);
  const content = changedContent(before, change);
  const extra = extraOf(content) ?? null;
  let end = {start: content.text, isWhole: true};
  if (content.text === '' && extra === null) removeDraft(db, ticketId, kind);
  else {
    const id = shownId(db, ticketId);
    const key = {ticketId: id, kind};
    if (change.text !== undefined) end = writeEnd(db, key, change.text, {before: row?.text, inSteps});
    db.run(PUT, id, kind, end.start, extra, change.updatedAt ?? row?.updated_at ?? now);
  }
  refreshFlagsOf(db, ticketId);
  return end.isWhole;
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
    const {start} = writeEnd(db, {ticketId: id, kind}, texts.join('\n\n'));
    db.run(PUT, id, kind, start, extra, newest.updated_at);
  }
  refreshFlags(db, key);
}

/** A longer text is kept in two parts: what is edited, and its end, which is written only where it changed. */
const WHOLE_UP_TO = 100_000;
/** The edited part: 4,000 characters and some more that are too many. */
const EDITED = 20_000;
/** An end is kept in pieces of at most so many characters: to write one takes a few milliseconds. */
const PIECE = 400_000;

/** The end of a text, all of it or what is written so far; `mark` says which writing of it this is. */
type End = {readonly text: string; readonly pieces: readonly Piece[]; readonly mark: string | undefined};
type Piece = {readonly number: number; readonly length: number; readonly isWritten: boolean};

const NO_END: End = {text: '', pieces: [], mark: undefined};

/** The ends that this process wrote last, by draft: an unchanged end is not written again. */
const written = new WeakMap<Database, Map<string, End>>();

/** The end of a long text, which stands apart from the draft; empty for others. `read` gives a value of `meta`. */
export function endOfDraft(read: (name: string) => string | undefined, key: DraftKey): string {
  const name = nameOf(key);
  const numbers = numbersIn(read(markOf(name)));
  const parts = numbers.map((number) => read(pieceOf(name, number)) ?? '');
  // An earlier version wrote it as one text.
  return parts.join('') + (read(name) ?? '');
}

function readEnd(db: Database, key: DraftKey): string {
  return endOfDraft((name) => readMeta(db, name), key);
}

/** The text that stands in the draft, and whether a very long one may be written in several calls. */
type Writing = {readonly before?: string | undefined; readonly inSteps?: boolean | undefined};

/**
 * Writes the end of a long text; its beginning is in the draft. In steps, one piece is written at a time, the last
 * first, so that nothing of the earlier text is missing in between; `isWhole` says whether it was the last step.
 */
function writeEnd(
  db: Database,
  key: DraftKey,
  text: string,
  {before = '', inSteps = false}: Writing = {},
): {readonly start: string; readonly isWhole: boolean} {
  const known = knownEnd(db, key);
  if (text.length <= WHOLE_UP_TO) {
    if (known !== NO_END) removeEnd(db, key);
    return {start: text, isWhole: true};
  }
  const old = text.endsWith(known.text) ? known : NO_END;
  if (old !== known) removeEnd(db, key);
  const start = text.slice(0, text.length - old.text.length);
  if (start.length <= WHOLE_UP_TO) return {start, isWhole: writePieces(db, key, old, inSteps)};
  const edited = cutAt(text, EDITED);
  const next = longerEnd(old, start, edited, text.slice(edited));
  const mayWait = inSteps && old === known && isAround(before, start);
  return {start: text.slice(0, edited), isWhole: writePieces(db, key, next, mayWait)};
}

/** Takes the end away, as the draft goes. */
function removeEnd(db: Database, key: DraftKey): void {
  const name = nameOf(key);
  const pieces = numbersIn(readMeta(db, markOf(name))).map((number) => pieceOf(name, number));
  endsOf(db).delete(name);
  const names = JSON.stringify([name, markOf(name), ...pieces]);
  db.run('DELETE FROM meta WHERE name IN (SELECT value FROM json_each(?))', names);
}

/** Another process may have written there meanwhile, or a write may have been taken back. */
function knownEnd(db: Database, key: DraftKey): End {
  const name = nameOf(key);
  const mark = readMeta(db, markOf(name));
  const known = endsOf(db).get(name);
  if (mark === undefined) return NO_END;
  if (known?.mark === mark) return known;
  const text = readEnd(db, key);
  const lengths = numbersIn(mark).map((number) => ({
    number,
    length: readMeta(db, pieceOf(name, number))?.length ?? 0,
    isWritten: true,
  }));
  return {text, pieces: lengths, mark};
}

/** Writes those pieces that are not written yet, or only the last of them; whether these were all. */
function writePieces(db: Database, key: DraftKey, end: End, onlyOne: boolean): boolean {
  const name = nameOf(key);
  const pieces = [...end.pieces];
  let at = pieces.findLastIndex(({isWritten}) => !isWritten);
  if (at === -1) return true;
  let to = pieces.slice(0, at + 1).reduce((sum, {length}) => sum + length, 0);
  for (; at >= 0; at -= 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.isWritten) break;
    writeMeta(db, pieceOf(name, piece.number), end.text.slice(to - piece.length, to));
    pieces[at] = {...piece, isWritten: true};
    to -= piece.length;
    if (onlyOne) break;
  }
  const numbers = pieces.filter(({isWritten}) => isWritten).map(({number}) => number);
  const mark = `${randomUUID()} ${numbers.join(' ')}`;
  writeMeta(db, markOf(name), mark);
  endsOf(db).set(name, {text: end.text, pieces, mark});
  return at <= 0;
}

/** An end with what stands before it in `start`, from `edited` on; cut from its back, so that the last piece is a full one. */
function longerEnd(old: End, start: string, edited: number, text: string): End {
  const firstNumber = old.pieces.reduce((most, {number}) => Math.max(most, number), 0) + 1;
  const pieces: Piece[] = [];
  for (let end = start.length; end > edited;) {
    const from = end - PIECE <= edited ? edited : cutAt(start, end - PIECE);
    pieces.unshift({number: firstNumber + pieces.length, length: end - from, isWritten: false});
    end = from;
  }
  return {text, pieces: [...pieces, ...old.pieces], mark: old.mark};
}

/** Not between the halves of a character. */
function cutAt(text: string, at: number): number {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1)) ? at - 1 : at;
}

/** Whether all of `before` stands in what is written first: the part that is edited, and the last piece. */
function isAround(before: string, start: string): boolean {
  let same = 0;
  while (same < EDITED && same < before.length && before[same] === start[same]) same += 1;
  return start.endsWith(before.slice(same));
}

function endsOf(db: Database): Map<string, End> {
  const known = written.get(db) ?? new Map<string, End>();
  written.set(db, known);
  return known;
}

/** The pieces of an end in their order; none of one that an earlier version wrote. */
function numbersIn(mark: string | undefined): readonly number[] {
  return (mark ?? '').split(' ').slice(1).map(Number);
}

function markOf(name: string): string {
  return `${name}.mark`;
}

/** No id holds a line end, so this is no other draft's. */
function pieceOf(name: string, number: number): string {
  return `${name}\n${number}`;
}

function nameOf({ticketId, kind}: DraftKey): string {
  return `draft-end.${kind}.${ticketId}`;
}
