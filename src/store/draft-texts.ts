import {randomUUID} from 'node:crypto';
import type {Database} from './database/database.ts';
import {readMeta, writeMeta} from './meta.ts';
import type {DraftKey} from '../domain/records.ts';

/** A longer text is kept in two parts: what is edited, and its end, which is written only where it changed. */
const WHOLE_UP_TO = 100_000;
/** So much is edited: 4,000 characters and what is typed too much. */
const EDITED = 20_000;

type Written = {readonly end: string; readonly mark: string};

/** The ends that this process wrote last, by draft: what ends in the same needs not be written again. */
const written = new WeakMap<Database, Map<string, Written>>();

/** The end of a long text, which stands apart from the draft; empty for others. */
export function readEnd(db: Database, key: DraftKey): string {
  return readMeta(db, nameOf(key)) ?? '';
}

/** Puts the end of a long text where it belongs; what is left stands in the draft. */
export function writeEnd(db: Database, key: DraftKey, text: string): string {
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
export function removeEnd(db: Database, key: DraftKey): void {
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
