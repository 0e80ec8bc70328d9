import {beforeOf} from '../../domain/outbox-before.ts';
import type {OutboxItem} from '../../domain/records.ts';
import type {NearNote} from '../contracts.ts';
import type {Store} from '../../store/store.ts';
import {noteKey} from './match-note.ts';

/** The new note on the ticket that resembles an item of unknown outcome; the user says whether it is that item. */
export function nearNoteOf(store: Pick<Store, 'ticket'>, item: OutboxItem): NearNote | undefined {
  const near = item.state === 'unknown' ? (beforeOf(item)?.near ?? []) : [];
  if (near.length === 0) return undefined;
  const note = store.ticket(item.ticketId)?.ticket.notes?.find((other) => near.includes(noteKey(other)));
  return note === undefined ? undefined : {key: noteKey(note), note};
}
