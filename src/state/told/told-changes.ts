import {firstLine} from '../../text/first-line.ts';
import {statusLabel, type Ticket} from '../../domain/ticket.ts';
import type {Store} from '../../store/store.ts';
import type {StoredTicket, TicketChange} from '../../domain/records.ts';
import {noteKey} from '../../domain/ticket/unseen-items.ts';

/** One thing that is new in a ticket; what is unknown is left out. */
export type Change = {
  readonly id: string;
  /** `ticket`: the ticket itself was not known before. */
  readonly kind: 'ticket' | 'status' | 'note' | 'email' | 'file';
  readonly status?: string;
  readonly previousStatus?: string;
  readonly itemId?: string;
  readonly createdDateTime?: string;
  readonly author?: string;
  /** Of a note. */
  readonly text?: string;
  /** Of an e-mail. */
  readonly subject?: string;
  /** Of a file. */
  readonly name?: string;
  readonly summary: string;
};

/** The changes of the store's log, one by one, as they are reported. A ticket that is new is one change. */
export function toldChanges(
  store: Pick<Store, 'ticket'>,
  changes: readonly TicketChange[],
): readonly Change[] {
  return changes.flatMap(({id, items, previousStatus}) => {
    const stored = store.ticket(id);
    if (stored === undefined) return [];
    const {status, createdDateTime} = stored.ticket;
    if (items.includes('ticket'))
      return [changeOf(stored, {kind: 'ticket', ...given('createdDateTime', createdDateTime)})];
    const facts = {
      ...given('previousStatus', previousStatus),
      ...given('createdDateTime', statusTime(stored.ticket)),
    };
    const isOther = previousStatus !== undefined && previousStatus !== status;
    return [
      ...(isOther ? [changeOf(stored, {kind: 'status', ...facts})] : []),
      ...items.flatMap((item) => itemChange(stored, item)),
    ];
  });
}

function itemChange(stored: StoredTicket, key: string): readonly Change[] {
  const {notes = [], emails = [], attachments = []} = stored.ticket;
  const note = notes.find((item) => noteKey(item) === key);
  if (note !== undefined) {
    const facts = {
      ...given('itemId', note.id),
      ...given('createdDateTime', note.createdDateTime),
      ...given('author', note.author),
    };
    return [changeOf(stored, {kind: 'note', text: note.text, ...facts})];
  }
  const email = emails.find((item) => `email:${item.id}` === key);
  if (email !== undefined) {
    const facts = {
      ...given('createdDateTime', email.createdDateTime),
      ...given('author', email.authorName ?? email.from),
      ...given('subject', email.subject),
    };
    return [changeOf(stored, {kind: 'email', itemId: email.id, ...facts})];
  }
  const file = attachments.find((item) => `file:${item.id}` === key);
  return file === undefined
    ? []
    : [changeOf(stored, {kind: 'file', itemId: file.id, ...given('name', file.name)})];
}

function changeOf({row}: StoredTicket, facts: Pick<Change, 'kind'> & Partial<Change>): Change {
  return {id: row.id, ...given('status', row.status), summary: row.summary, ...facts};
}

function statusTime({statusHistory = [], status}: Ticket): string | undefined {
  return statusHistory.findLast((change) => change.status === status)?.createdDateTime;
}

function given<Name extends keyof Change>(name: Name, value: Change[Name] | undefined): Partial<Change> {
  return value === undefined ? {} : {[name]: value};
}

const WORDS: Readonly<Record<Change['kind'], (change: Change) => string>> = {
  ticket: ({status, summary}) => `${statusLabel(status)} ${summary}`,
  status: ({status, previousStatus}) => `${statusLabel(previousStatus)} -> ${statusLabel(status)}`,
  note: (change) => by(change) + firstLine(change.text ?? ''),
  email: (change) => by(change) + (change.subject ?? 'no subject'),
  file: ({name}) => name ?? 'without a name',
};

/** A change in one line. */
export function changeText(change: Change): string {
  return WORDS[change.kind](change);
}

function by({author}: Change): string {
  return author === undefined ? '' : `${author}: `;
}
