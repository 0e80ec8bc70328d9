import type {Ticket} from '../../domain/ticket.ts';
import type {Millis, OutboxItem} from '../../domain/records.ts';
import {findOurNote, noteKey, noteKeys} from './match-note.ts';
import {likeness} from './note-text.ts';
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

/**
 * Key of the note on the ticket that is this item; undefined where there is none. Items of the same
 * text that are known to be sent have the first claim.
 */
export function noteOfItem({item, ticket, items, author}: NoteOfItem): string | undefined {
  const notes = ticket.notes ?? [];
  const present = new Set(noteKeys(notes));
  const claimed: string[] = [];
  const search = (wanted: OutboxItem): string | undefined => {
    const before = beforeOf(wanted);
    if (before === undefined) return undefined;
    const note = findOurNote({
      text: wanted.text,
      notes,
      before: before.keys,
      claimed,
      notBefore: noteNotBefore(before),
      author,
    });
    return note === undefined ? undefined : noteKey(note);
  };
  const twins = items.filter(
    (other) => other.id !== item.id && isNote(other) && likeness(other.text, item.text) !== 'different',
  );
  const known = twins.map((twin) => claimOf(twin, present));
  claimed.push(...known.filter((key) => key !== undefined));
  for (const twin of twins.filter((other, index) => other.state === 'sent' && known[index] === undefined)) {
    const key = search(twin);
    if (key !== undefined) claimed.push(key);
  }
  if (item.remoteId !== undefined && present.has(item.remoteId)) return item.remoteId;
  return search(item);
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
