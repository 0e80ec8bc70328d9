import type {EmailDetails, ListedTicket, Ticket, TicketKind} from '../domain/ticket.ts';
import type {SafeText} from '../text/safe/safe-text.ts';

/** Milliseconds since 1970, from the services' clock. */
export type Millis = number;

/** Which tickets. All given conditions must hold; an absent one does not matter. */
export type TicketFilter = {
  readonly statuses?: readonly string[];
  readonly notStatuses?: readonly string[];
  readonly ibxs?: readonly string[];
  readonly notIbxs?: readonly string[];
  /** Each must occur, whatever the case, in id, order id, IBX, summary, status or reference. */
  readonly words?: readonly string[];
  readonly notWords?: readonly string[];
  /** Each must occur in the same places with letters left out, as in `isCloseMatch`. */
  readonly fuzzy?: readonly string[];
  readonly createdBefore?: Millis;
  readonly createdAfter?: Millis;
  /** Where the service told no update, the creation counts; so it does in the sorts. */
  readonly updatedBefore?: Millis;
  readonly updatedAfter?: Millis;
  readonly unread?: boolean;
  readonly hasDraft?: boolean;
  /** Created here, tracked, or the account's user is among the contacts. */
  readonly mine?: boolean;
  readonly turns?: readonly Turn[];
  readonly ids?: readonly string[];
};

/**
 * `attention`: what needs the customer first (ACTION_REQUIRED or `respond`, then unread, then other open
 * ones, then closed ones; within each the latest update first). The others run upwards (oldest, A, first);
 * `descending` turns any of them round. Ties go by update, then id.
 */
export type TicketSort = 'attention' | 'updated' | 'created' | 'status' | 'ibx' | 'id';

export type ListQuery = {
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  readonly descending?: boolean;
};

/** Who has to act next: `us` the customer, `them` Equinix. */
export type Turn = 'us' | 'them' | 'nobody';

/** What a row of the list needs, and no more. */
export type TicketRow = {
  readonly id: SafeText;
  readonly kind: TicketKind;
  readonly status: string | undefined;
  readonly ibx: readonly SafeText[];
  /** First line of the description, else the sub-category, else the category. */
  readonly summary: SafeText;
  readonly customerReferenceId: SafeText | undefined;
  readonly createdAt: Millis | undefined;
  readonly updatedAt: Millis | undefined;
  /** New notes, e-mails, files and status changes since this person last looked. */
  readonly unread: number;
  readonly turn: Turn;
  /** Since when it has been this side's turn, as far as the ticket tells. */
  readonly turnSince: Millis | undefined;
  readonly hasDraft: boolean;
  /** Outbox items not yet sent, or of unknown outcome. */
  readonly pending: number;
  /** When the details were last read from the service; undefined: only the list knows it. */
  readonly fetchedAt: Millis | undefined;
};

export type StoredTicket = {
  readonly ticket: Ticket;
  readonly row: TicketRow;
  /** The service's JSON of the last read, where one happened. */
  readonly raw: string | undefined;
  /** The service's JSON of its row in order history, where it was seen there. */
  readonly rawOrder: string | undefined;
  readonly tracked: boolean;
  /** Keys of items (`note:ID`, `email:ID`, `file:ID`, `status:TIME`) not yet seen by this person. */
  readonly unseen: ReadonlySet<string>;
  /** When this person last marked something of it as seen. */
  readonly seenAt: Millis | undefined;
};

export type DraftKind = 'note' | 'reply' | 'cancel' | 'create';

/** Text being written, saved as it is typed. `ticketId` is empty for a new ticket. */
export type Draft = {
  readonly ticketId: string;
  readonly kind: DraftKind;
  readonly text: string;
  /** JSON of what is not text: attachments, form fields. */
  readonly extra: string | undefined;
  readonly updatedAt: Millis;
};

export type OutboxState = 'queued' | 'held' | 'sending' | 'sent' | 'failed' | 'unknown' | 'withdrawn';
export type OutboxKind = 'note' | 'reply' | 'cancel' | 'create';

export type OutboxItem = {
  readonly id: number;
  readonly kind: OutboxKind;
  /** Empty for `create`. */
  readonly ticketId: string;
  readonly text: string;
  /** JSON: attachments, or the whole create request. */
  readonly extra: string | undefined;
  readonly state: OutboxState;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
  readonly attempts: number;
  /** Words of the last failure, from describeError. */
  readonly error: string | undefined;
  /** The service's id of what was written, where it told. */
  readonly remoteId: string | undefined;
  /** JSON of what the ticket looked like before sending (note ids and matching texts), to decide an unknown outcome. */
  readonly before: string | undefined;
};

export type AuditEntry = {
  readonly time: string;
  readonly osUser: string;
  readonly sshClient: string | undefined;
  readonly profile: string;
  readonly account: string | undefined;
  readonly operation: string;
  readonly ticket: string | undefined;
  readonly sha256: string;
  readonly length: number;
  readonly result: string;
  readonly remoteId: string | undefined;
  readonly correlationId: string | undefined;
};

/**
 * `open`: not CLOSED or CANCELLED; `action`: ACTION_REQUIRED; `unread` and `mine` as in TicketFilter, closed
 * ones too; `drafts`: texts being written; `outbox`: items neither sent nor withdrawn.
 */
export type ViewCounts = {
  readonly open: number;
  readonly action: number;
  readonly unread: number;
  readonly mine: number;
  readonly all: number;
  readonly drafts: number;
  readonly outbox: number;
};

export type SearchHit = {
  readonly id: SafeText;
  readonly where: 'ticket' | 'note' | 'email';
  /** The key of the note or e-mail, as in StoredTicket.unseen; undefined for the ticket itself. */
  readonly item: string | undefined;
  /** The matching line, with the matches between U+E000 and U+E001. */
  readonly line: SafeText;
  readonly rank: number;
};

/** How many tickets, by what can be counted from an index alone. */
export type Overview = {
  /** Tickets that are not final, by status, most first. */
  readonly statuses: readonly {readonly status: string | undefined; readonly count: number}[];
  /** For each pair of neighbouring `ages`: tickets that are not final and were created between the two. */
  readonly ages: readonly number[];
  /** For each pair of neighbouring `days`: tickets of any status that were created between the two. */
  readonly arrivals: readonly number[];
};

/** What is new in a ticket since it was last stored, by the keys of StoredTicket.unseen. */
export type TicketChange = {readonly id: string; readonly items: readonly string[]};

/** One database a profile. All calls are synchronous and throw an AppError of kind `store`. */
export type Store = {
  /** Rows of the list order; of two ids that are one ticket only one appears. */
  page: (query: ListQuery, offset: number, limit: number) => readonly TicketRow[];
  count: (query: ListQuery) => number;
  /** Position in the list order, or -1. */
  positionOf: (query: ListQuery, id: string) => number;
  counts: () => ViewCounts;
  /** Both lists are moments in rising order; each pair of neighbours is a range, its first moment included. */
  overview: (ages: readonly Millis[], days: readonly Millis[]) => Overview;
  ibxs: () => readonly {readonly ibx: SafeText; readonly open: number}[];
  row: (id: string) => TicketRow | undefined;
  /** Either of two ids of one ticket finds it. */
  ticket: (id: string) => StoredTicket | undefined;
  /**
   * Tickets due for a detail read: ACTION_REQUIRED, then other open ones, oldest read first. With
   * `now`, also those read after it: the clock was set back meanwhile.
   */
  stale: (before: Millis, limit: number, now?: Millis) => readonly string[];
  /** A detail read of this id failed: `stale` leaves it out until `before` passes `at`. */
  markTried: (id: string, at: Millis) => void;
  /** When each known one of these ids was last updated, as far as the service said; unknown ids are left out. */
  knownUpdated: (ids: readonly string[]) => ReadonlyMap<string, Millis | undefined>;

  /** Stores what order history says; returns the ids that were unknown or changed. */
  putSummaries: (summaries: readonly ListedTicket[], at: Millis) => readonly TicketChange[];
  /** Stores a detail read; items that were not there before become unseen (none on a first read of a final ticket). */
  putTicket: (ticket: Ticket, raw: string, at: Millis) => TicketChange;
  putEmail: (ticketId: string, emailId: string, email: EmailDetails, at: Millis) => void;
  email: (emailId: string) => EmailDetails | undefined;

  track: (ids: readonly string[], by: 'created' | 'opened' | 'asked', at: Millis) => void;
  untrack: (ids: readonly string[]) => void;
  /** Tracked ids, also those that were never read. */
  tracked: () => readonly string[];

  /** The account's user name, as it stands among contacts; decides with the tracked ids what is `mine`. */
  setUser: (userName: string | undefined) => void;

  markSeen: (ticketId: string, keys: readonly string[] | 'all', at: Millis) => void;
  markUnseen: (ticketId: string, keys: readonly string[]) => void;

  draft: (ticketId: string, kind: DraftKind) => Draft | undefined;
  drafts: () => readonly Draft[];
  /** An empty text without extra deletes the draft. */
  saveDraft: (draft: Draft) => void;

  /** Queues a write and removes its draft, in one transaction. */
  enqueue: (item: Pick<OutboxItem, 'kind' | 'ticketId' | 'text' | 'extra'>, at: Millis) => OutboxItem;
  outbox: (states?: readonly OutboxState[]) => readonly OutboxItem[];
  outboxOf: (ticketId: string) => readonly OutboxItem[];
  /** Compare-and-set: false when another process already moved the item from `from`. */
  // oxlint-disable-next-line max-params -- reads as a sentence: move id from, to
  moveOutbox: (
    id: number,
    from: OutboxState,
    to: OutboxState,
    change: Partial<Pick<OutboxItem, 'error' | 'remoteId' | 'before' | 'text' | 'attempts'>>,
    at: Millis,
  ) => boolean;

  search: (words: string, limit: number) => readonly SearchHit[];

  /** Small state of this profile: last list pass, sort, scroll. JSON text by name. */
  meta: (name: string) => string | undefined;
  setMeta: (name: string, value: string) => void;

  /** Takes or renews a lease for `ttlMs`; false while another owner holds it. Several casedecks so agree who polls. */
  tryLease: (name: string, owner: string, ttlMs: number, now: Millis) => boolean;
  releaseLease: (name: string, owner: string) => void;

  /** Grows with every change by any process on this database; cheap to ask. */
  version: () => number;
  close: () => void;
};
