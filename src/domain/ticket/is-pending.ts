import {isAlike} from './note-text.ts';
import {beforeOf} from '../outbox-before.ts';
import type {OutboxItem, StoredTicket} from '../records.ts';
import {isFinal, type TicketNote} from '../ticket.ts';
import {wantsAnswer} from './permissions.ts';

/** The service may list a note some time after it took it. */
const LISTED_WITHIN_MS = 60_000;

/** What was written here and is not yet on the ticket as last read; so nothing is shown twice. */
export function pendingItems(
  items: readonly OutboxItem[],
  stored: StoredTicket | undefined,
): readonly OutboxItem[] {
  const notes = stored?.ticket.notes ?? [];
  const ids = new Set<string | undefined>(notes.map(({id}) => id));
  // A note without an id is recognised by its text; each note counts for one item only.
  const named = new Set<string>(items.flatMap(({remoteId}) => remoteId ?? []));
  const free = notes.filter(({id}) => id === undefined || !named.has(id));
  return items.filter((item) => {
    if (item.state === 'withdrawn') return false;
    if (item.remoteId !== undefined && ids.has(item.remoteId)) return false;
    if (item.state !== 'sent') return true;
    return isNoteKind(item) ? isNoteMissing(item, stored, free) : isAwaited(item, stored);
  });
}

function isNoteKind({kind}: OutboxItem): boolean {
  return kind === 'note' || kind === 'reply';
}

function isNoteMissing(item: OutboxItem, stored: StoredTicket | undefined, free: TicketNote[]): boolean {
  const at = item.remoteId === undefined ? free.findIndex((note) => isThis(note, item)) : -1;
  if (at === -1) return isAwaited(item, stored);
  free.splice(at, 1);
  return false;
}

function isThis({id, text}: TicketNote, item: OutboxItem): boolean {
  const isOld = id !== undefined && beforeOf(item)?.keys.includes(id) === true;
  return !isOld && isAlike(item.text, text);
}

/** After this time the service's data is believed: the note may have been removed there. */
function isAwaited({updatedAt, kind}: OutboxItem, stored: StoredTicket | undefined): boolean {
  if (kind === 'create' || (kind === 'cancel' && isFinal(stored?.ticket.status))) return false;
  // An order that was answered goes on.
  if (kind === 'answer' && stored !== undefined && !wantsAnswer(stored.ticket)) return false;
  const fetchedAt = stored?.row.fetchedAt;
  return fetchedAt === undefined || fetchedAt < updatedAt + LISTED_WITHIN_MS;
}
