import {
  iso,
  type Note,
  type Status,
  type StoredAttachment,
  type StoredEmail,
  type StoredTicket,
} from './model.ts';
import {recordId, type Random} from './random.ts';
import {flagsOf} from './status-rules.ts';

/** What a change needs: the time in milliseconds since 1970, and a source of ids. */
export type ChangeContext = {readonly now: () => number; readonly random: Random};

/** What every ticket begins with that was opened at `time`, in ISO 8601. */
export function justOpened(time: string) {
  return {
    status: 'SUBMITTED' as const,
    createdDateTime: time,
    updatedDateTime: time,
    statusHistory: [{status: 'SUBMITTED' as const, createdDate: time}],
    ...{notes: [], attachments: [], emails: [], lines: [], purchaseOrders: []},
    ...{products: [], productOfferingCodes: [], additionalInfo: []},
    ...flagsOf('SUBMITTED'),
  };
}

export function addCustomerNote(
  ticket: StoredTicket,
  {text, files}: {readonly text: string; readonly files: readonly StoredAttachment[]},
  context: ChangeContext,
): StoredTicket {
  const noted = addNote(ticket, {text, type: 'CUSTOMER_NOTES'}, context);
  const changed = {...noted, attachments: [...ticket.attachments, ...files], updatedBy: customerName(ticket)};
  // An answer hands the turn back to the service.
  return ticket.status === 'ACTION_REQUIRED' ? setStatus(changed, 'IN_PROGRESS', context) : changed;
}

export function addNote(
  ticket: StoredTicket,
  note: Pick<Note, 'text' | 'type'>,
  {now, random}: ChangeContext,
): StoredTicket {
  const time = iso(now());
  const added: Note = {id: recordId(random, 'a0N'), createdDateTime: time, ...note};
  return {...ticket, notes: [...ticket.notes, added], updatedDateTime: time};
}

export function addEmail(
  ticket: StoredTicket,
  email: Omit<StoredEmail, 'id' | 'createdDateTime'>,
  {now, random}: ChangeContext,
): StoredTicket {
  const time = iso(now());
  const added: StoredEmail = {id: recordId(random, '02s'), createdDateTime: time, ...email};
  return {...ticket, emails: [...ticket.emails, added], updatedDateTime: time, updatedBy: email.authorName};
}

/** Moves a ticket to a status with the flags that go with it; its lines follow. */
export function setStatus(ticket: StoredTicket, status: Status, {now}: ChangeContext): StoredTicket {
  const time = iso(now());
  const {cancellable, modifiable, reOpen, respond} = flagsOf(status);
  return {
    ...ticket,
    status,
    ...flagsOf(status),
    statusHistory: [...ticket.statusHistory, {status, createdDate: time}],
    lines: ticket.lines.map((line) => ({
      ...line,
      status,
      cancellable,
      modifiable,
      respond,
      reOpen: String(reOpen),
      updatedDateTime: time,
    })),
    updatedDateTime: time,
  };
}

export function cancel(ticket: StoredTicket, reason: string, context: ChangeContext): StoredTicket {
  const noted = addNote(ticket, {text: `Cancelled by customer: ${reason}`, type: 'CUSTOMER_NOTES'}, context);
  return {...setStatus(noted, 'CANCELLED', context), updatedBy: customerName(ticket)};
}

function customerName(ticket: StoredTicket): string {
  const contact = ticket.contacts.find(({type}) => type === 'ORDERING') ?? ticket.contacts[0];
  return contact === undefined ? 'Customer' : `${contact.firstName} ${contact.lastName}`;
}
