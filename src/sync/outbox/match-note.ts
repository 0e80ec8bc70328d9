import {createHash} from 'node:crypto';
import type {TicketNote} from '../../domain/ticket.ts';
import type {Millis} from '../../domain/records.ts';
import {likeness, normalForm} from '../../domain/ticket/note-text.ts';

export type NoteSearch = {
  /** What was sent. */
  readonly text: string;
  /** The ticket's notes, read after the sending ended. */
  readonly notes: readonly TicketNote[];
  /** Keys ({@link noteKeys}) of the notes that were there before sending; a key twice means two such notes. */
  readonly before: readonly string[];
  /** Keys and ids of notes that are known to be those of other items. */
  readonly claimed: readonly string[];
  /** Notes dated earlier than this are not ours, in milliseconds since 1970. */
  readonly notBefore: Millis;
  /** Our name as the service writes it at notes, where known. */
  readonly author?: string | undefined;
};

/** A name for a note that survives reading it again: its id, else its time and text. */
export function noteKey({id, createdDateTime, text}: TicketNote): string {
  if (id !== undefined) return id;
  const hash = createHash('sha256').update(normalForm(text)).digest('hex').slice(0, 16);
  return `${createdDateTime ?? ''}#${hash}`;
}

export function noteKeys(notes: readonly TicketNote[]): readonly string[] {
  return notes.map(noteKey);
}

/**
 * The note that a sending of unknown outcome left on the ticket; undefined if there is none. Notes that were there
 * before, of other items, of Equinix and of an earlier time do not count; of several, an unaltered one first, then the
 * oldest.
 */
export function findOurNote(search: NoteSearch): TicketNote | undefined {
  const candidates = newNotes(search).filter((note) => isPossible(note, search));
  const like = (wanted: string) => candidates.find((note) => likeness(search.text, note.text) === wanted);
  return like('same') ?? like('altered');
}

/** New notes that may be ours: similar to the text, but not similar enough to decide without a person. */
export function notesLikeOurs(search: NoteSearch): readonly TicketNote[] {
  return newNotes(search).filter(
    (note) => isPossible(note, search) && likeness(search.text, note.text) === 'near',
  );
}

/** The notes of now without those of before and those of other items, counted one by one; oldest first. */
function newNotes({notes, before, claimed}: NoteSearch): readonly TicketNote[] {
  const known = countOf(before);
  // Another item's note is usually among those of before; the same note must not be counted twice.
  for (const [key, count] of countOf(claimed)) known.set(key, Math.max(known.get(key) ?? 0, count));
  return notes
    .filter((note) => !takeOne(known, noteKey(note)))
    .toSorted((a, b) => (timeOf(a) || 0) - (timeOf(b) || 0));
}

function isPossible(note: TicketNote, {notBefore, author, notes}: NoteSearch): boolean {
  if (/^(RESOLUTION|TECHNICIAN)/.test(note.type ?? '')) return false;
  const at = timeOf(note);
  if (!Number.isNaN(at) && at < notBefore) return false;
  // Names are compared only if it is known how the service writes ours.
  const isComparable = author !== undefined && notes.some((other) => other.author === author);
  return !isComparable || note.author === undefined || note.author === author;
}

function timeOf({createdDateTime}: TicketNote): number {
  return createdDateTime === undefined ? Number.NaN : Date.parse(createdDateTime);
}

function takeOne(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}

function countOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
