import type {Millis, Remark} from '../records.ts';
import type {StatusChange, Ticket, TicketAttachment, TicketEmail, TicketNote} from '../ticket.ts';
import {noteKey, statusKey} from './unseen-items.ts';
import {millisOf} from '../../text/time/dates.ts';

/** Something that happened in a ticket. `key` as in StoredTicket.unseen; private notes have `remark:ID`. */
export type TimelineEntry = {
  readonly key: string;
  /** Undefined where nobody knows. */
  readonly at: Millis | undefined;
} & (
  | {readonly kind: 'status'; readonly change: StatusChange}
  | {readonly kind: 'file'; readonly file: TicketAttachment}
  | {readonly kind: 'note'; readonly note: TicketNote}
  | {readonly kind: 'email'; readonly email: TicketEmail}
  | {readonly kind: 'remark'; readonly remark: Remark}
);

export type TimelineExtras = {
  readonly remarks: readonly Remark[];
  /** When files became known, by their keys; the service gives no time for them. */
  readonly fileTimes: ReadonlyMap<string, Millis>;
};

/**
 * All of a ticket in order of time, oldest first. An entry without a time stays after the previous one of its kind, or
 * comes first. Files that came with a note are shown only in the note.
 */
export function timeline(ticket: Ticket, {remarks, fileTimes}: TimelineExtras): readonly TimelineEntry[] {
  const notes = ticket.notes ?? [];
  const inNotes = new Set(notes.flatMap(({attachments = []}) => attachments.map(({id}): string => id)));
  const files = (ticket.attachments ?? []).filter(({id}) => !inNotes.has(id));
  const kinds: readonly (readonly TimelineEntry[])[] = [
    (ticket.statusHistory ?? []).map((change) => ({
      kind: 'status',
      key: statusKey(change),
      at: millisOf(change.createdDateTime),
      change,
    })),
    files.map((file) => {
      const key = `file:${file.id}`;
      return {kind: 'file', key, at: fileTimes.get(key), file};
    }),
    notes.map((note) => ({kind: 'note', key: noteKey(note), at: millisOf(note.createdDateTime), note})),
    (ticket.emails ?? []).map((email) => ({
      kind: 'email',
      key: `email:${email.id}`,
      at: millisOf(email.createdDateTime),
      email,
    })),
    remarks.map((remark) => ({kind: 'remark', key: `remark:${remark.id}`, at: remark.createdAt, remark})),
  ];
  return kinds
    .flatMap(placed)
    .toSorted((one, other) => one.place - other.place)
    .map(({entry}) => entry);
}

type Placed = {readonly entry: TimelineEntry; readonly place: Millis};

function placed(entries: readonly TimelineEntry[]): readonly Placed[] {
  let place = 0;
  return entries.map((entry) => {
    place = entry.at ?? place;
    return {entry, place};
  });
}
