import {beforeOf} from '../../domain/outbox-before.ts';
import type {OutboxItem} from '../../domain/records.ts';
import type {NearNote} from '../contracts.ts';
import type {Store} from '../../store/store.ts';
import {noteKey} from './match-note.ts';
import {arrivedBefore} from './outbox-arrived.ts';
import type {OutboxContext} from './outbox-context.ts';
import {foundNote} from './outbox-lookup.ts';

/** The new note on the ticket that resembles an item of unknown outcome; the user says whether it is that item. */
export function nearNoteOf(store: Pick<Store, 'ticket'>, item: OutboxItem): NearNote | undefined {
  const near = item.state === 'unknown' ? (beforeOf(item)?.near ?? []) : [];
  if (near.length === 0) return undefined;
  const note = store.ticket(item.ticketId)?.ticket.notes?.find((other) => near.includes(noteKey(other)));
  return note === undefined ? undefined : {key: noteKey(note), note};
}

/** The user has said that the note of this key is the item; false where that is no longer so. */
export function acceptNote(context: OutboxContext, item: OutboxItem, key: string): boolean {
  const near = nearNoteOf(context.store, item);
  if (near?.key !== key) return false;
  return arrivedBefore(context, item, foundNote(item, {notes: [near.note]}, key));
}
