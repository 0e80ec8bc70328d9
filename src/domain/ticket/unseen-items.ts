import {createHash} from 'node:crypto';
import {isOurNote, type StatusChange, type Ticket, type TicketNote} from '../ticket.ts';
import {millisOf} from '../../text/time/dates.ts';

export type TicketItem = {
  /** `note:ID`, `email:ID`, `file:ID` or `status:TIME`. */
  readonly key: string;
  /** Milliseconds since 1970, where the service said it. */
  readonly at: number | undefined;
  /** Written by the customer: never new to them. */
  readonly ours: boolean;
};

/** A note's key: its id, else a hash of its time and text. */
export function noteKey(note: TicketNote): string {
  if (note.id !== undefined) return `note:${note.id}`;
  const hash = createHash('sha256')
    .update(`${note.createdDateTime ?? ''}\n${note.text}`)
    .digest('hex');
  return `note:#${hash.slice(0, 16)}`;
}

/** A status change's key: its time, else the status itself. */
export function statusKey({status, createdDateTime}: StatusChange): string {
  return `status:${createdDateTime ?? status}`;
}

/** Everything in a ticket that somebody may not have seen yet. */
export function itemsOf(ticket: Ticket): readonly TicketItem[] {
  return [
    ...(ticket.notes ?? []).map((note) => ({
      key: noteKey(note),
      at: millisOf(note.createdDateTime),
      ours: isOurNote(note),
    })),
    ...(ticket.emails ?? []).map((email) => ({
      key: `email:${email.id}`,
      at: millisOf(email.createdDateTime),
      ours: false,
    })),
    ...(ticket.attachments ?? []).map((file) => ({
      key: `file:${file.id}`,
      at: undefined,
      ours: file.source === 'CUSTOMER',
    })),
    ...(ticket.statusHistory ?? []).map((change) => ({
      key: statusKey(change),
      at: millisOf(change.createdDateTime),
      ours: change.status === 'SUBMITTED',
    })),
  ];
}

/** Items of `after` that `before` did not have and the customer did not write. */
export function newItems(before: Ticket, after: Ticket): readonly string[] {
  const known = new Set(itemsOf(before).map((item) => item.key));
  const fresh = itemsOf(after).filter((item) => !item.ours && !known.has(item.key));
  return unique(fresh.map((item) => item.key));
}

/** On a first read: what the other side wrote after `baseline`, the time when this store first heard of the ticket. */
export function itemsSince(ticket: Ticket, baseline: number): readonly string[] {
  const fresh = itemsOf(ticket).filter((item) => !item.ours && item.at !== undefined && item.at > baseline);
  return unique(fresh.map((item) => item.key));
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}
