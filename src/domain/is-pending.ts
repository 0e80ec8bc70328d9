import type {OutboxItem, StoredTicket} from './records.ts';

/** The service may list a note some time after it took it. */
const LISTED_WITHIN_MS = 60_000;

/** What was written here and the ticket, as last read, does not show yet. */
export function isPending(item: OutboxItem, stored: StoredTicket | undefined): boolean {
  if (item.state === 'withdrawn') return false;
  if (item.state !== 'sent') return true;
  const isNote = item.kind === 'note' || item.kind === 'reply';
  return isNote && !isShown(item, stored);
}

function isShown({remoteId, updatedAt}: OutboxItem, stored: StoredTicket | undefined): boolean {
  // The note itself is there, whenever what is known of its sending was last written down.
  if (remoteId !== undefined && stored?.ticket.notes?.some(({id}) => id === remoteId) === true) return true;
  const fetchedAt = stored?.row.fetchedAt;
  if (fetchedAt === undefined || fetchedAt < updatedAt) return false;
  if (remoteId === undefined) return true;
  // Later it is the service's word that counts: perhaps the note was taken back there.
  return fetchedAt >= updatedAt + LISTED_WITHIN_MS;
}
