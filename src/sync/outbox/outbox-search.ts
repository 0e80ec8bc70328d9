import type {Ticket} from '../../domain/ticket.ts';
import type {Millis, OutboxItem} from '../../domain/records.ts';
import {findOurNote, noteKey, noteKeys, notesLikeOurs, type NoteSearch} from './match-note.ts';
import {isAlike} from '../../domain/ticket/note-text.ts';
import {beforeOf, type Before} from '../../domain/outbox-before.ts';

const MINUTE_MS = 60_000;
/** Zones are sometimes written wrongly. */
const ZONE_TOLERANCE_MS = 26 * 60 * MINUTE_MS;
/** Clocks differ by this much at most where times have to decide. */
const SKEW_TOLERANCE_MS = 10 * MINUTE_MS;

/** The earliest time of a note that may be ours. What a read just before sending did not show is new, whatever the clocks say. */
function noteNotBefore({at, fresh}: Before): Millis {
  return fresh ? Number.NEGATIVE_INFINITY : at - SKEW_TOLERANCE_MS;
}

/** The earliest time at which the service may have dated a ticket that was created. */
export function createdNotBefore({at, fresh, newest = at}: Before): Millis {
  return Math.min(at, newest) - (fresh ? ZONE_TOLERANCE_MS : SKEW_TOLERANCE_MS);
}

export type NoteOfItem = {
  readonly item: OutboxItem;
  readonly ticket: Pick<Ticket, 'notes'>;
  /** All items of this ticket. */
  readonly items: readonly OutboxItem[];
  readonly author: string | undefined;
};

/** What the notes of a ticket say of an item. */
export type NoteLook = {
  /** Key of the note that is this item. */
  readonly key: string | undefined;
  /** Keys of new notes that resemble it; only a person can tell. */
  readonly near: readonly string[];
};

/**
 * Looks among the notes on the ticket for the one that is this item. Items of the same text that are known to be sent
 * have the first claim.
 */
export function lookForNote({item, ticket, items, author}: NoteOfItem): NoteLook {
  const notes = ticket.notes ?? [];
  const present = new Set(noteKeys(notes));
  const claimed: string[] = [];
  const searchOf = (wanted: OutboxItem): NoteSearch | undefined => {
    const before = beforeOf(wanted);
    if (before === undefined) return undefined;
    const notBefore = noteNotBefore(before);
    return {text: wanted.text, notes, before: before.keys, claimed, notBefore, author};
  };
  const keyFor = (wanted: OutboxItem): string | undefined => {
    const search = searchOf(wanted);
    const note = search === undefined ? undefined : findOurNote(search);
    return note === undefined ? undefined : noteKey(note);
  };
  const others = items.filter((other) => other.id !== item.id && isNote(other));
  claimed.push(...others.map((other) => claimOf(other, present)).filter((key) => key !== undefined));
  const twins = others.filter((other) => isAlike(other.text, item.text));
  for (const twin of twins.filter(
    (other) => other.state === 'sent' && claimOf(other, present) === undefined,
  )) {
    const key = keyFor(twin);
    if (key !== undefined) claimed.push(key);
  }
  if (item.remoteId !== undefined && present.has(item.remoteId)) return {key: item.remoteId, near: []};
  const key = keyFor(item);
  const search = key === undefined ? searchOf(item) : undefined;
  return {key, near: search === undefined ? [] : notesLikeOurs(search).map(noteKey)};
}

export function isNote({kind}: Pick<OutboxItem, 'kind'>): boolean {
  return kind === 'note' || kind === 'reply';
}

function claimOf(item: OutboxItem, present: ReadonlySet<string>): string | undefined {
  const found = beforeOf(item)?.found;
  if (found !== undefined) return found;
  // The id in an answer may be of another notation than the ids on the ticket.
  return item.remoteId !== undefined && present.has(item.remoteId) ? item.remoteId : undefined;
}
