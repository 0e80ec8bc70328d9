import {numbersOf, type Ticket} from '../../domain/ticket.ts';
import type {Store} from '../../store/store.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {itemsOf, noteKey} from '../../domain/unseen-items.ts';

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

/** What is known of a ticket at one time, as far as changes are found by it. */
type Known = {readonly status: string | undefined; readonly items: ReadonlySet<string>};
export type Snapshot = ReadonlyMap<string, Known>;

const EVERYTHING = {filter: {}, sort: 'id'} as const;
const NOTHING: ReadonlySet<string> = new Set();

/** Every ticket of the store by what is unseen of it: cheap enough for 100,000, and other processes' reads count. */
export function snapshotOfAll(store: Store): Snapshot {
  const rows = store.page(EVERYTHING, 0, store.counts().all);
  return new Map(
    rows.map((row) => {
      const items = row.unread > 0 ? store.ticket(row.id)?.unseen : undefined;
      return [row.id, {status: row.status, items: items ?? NOTHING}];
    }),
  );
}

/** What was not there in `before`, by ticket. A ticket that is new is one change. */
export function changesSince(store: Store, before: Snapshot, after: Snapshot): readonly Change[] {
  return [...after].flatMap(([id, now]) => {
    const same = before.get(id);
    if (
      same !== undefined &&
      same.status === now.status &&
      [...now.items].every((key) => same.items.has(key))
    )
      return [];
    const stored = store.ticket(id);
    if (stored === undefined) return [];
    // An order that turned out to be a case goes by the case's number from then on.
    const then =
      same ??
      numbersOf(stored.ticket)
        .map((number) => before.get(number))
        .find(Boolean);
    if (then === undefined)
      return [changeOf(stored, {kind: 'ticket', ...given('createdDateTime', stored.ticket.createdDateTime)})];
    return newsOf(
      stored,
      then.status,
      [...now.items].filter((key) => !then.items.has(key)),
    );
  });
}

/** What is new in one ticket since it was `before`; what we wrote ourselves is no news. */
export function changesOfTicket(before: Ticket, stored: StoredTicket): readonly Change[] {
  const known = new Set(itemsOf(before).map((item) => item.key));
  const fresh = itemsOf(stored.ticket).filter((item) => !item.ours && !known.has(item.key));
  return newsOf(
    stored,
    before.status,
    fresh.map((item) => item.key),
  );
}

function newsOf(
  stored: StoredTicket,
  previousStatus: string | undefined,
  keys: readonly string[],
): readonly Change[] {
  const {ticket} = stored;
  const facts = {...given('previousStatus', previousStatus), ...given('createdDateTime', statusTime(ticket))};
  const status = previousStatus === ticket.status ? [] : [changeOf(stored, {kind: 'status', ...facts})];
  return [...status, ...[...new Set(keys)].flatMap((key) => itemChange(stored, key))];
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
  ticket: ({status = 'status unknown', summary}) => `${status} ${summary}`,
  status: ({status = 'unknown', previousStatus = 'unknown'}) => `${previousStatus} -> ${status}`,
  note: (change) => by(change) + firstLine(change.text ?? ''),
  email: (change) => by(change) + (change.subject ?? 'no subject'),
  file: ({name}) => name ?? 'without a name',
};

/** A change in one line. */
export function changeWords(change: Change): string {
  return WORDS[change.kind](change);
}

function by({author}: Change): string {
  return author === undefined ? '' : `${author}: `;
}

function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((row) => row.trim() !== '')
      ?.trim() ?? ''
  );
}
