import type {AttachmentRef, Uploaded} from './requests.ts';
import type {TeamDraft, TeamSend} from './team-records.ts';
import type {EmailDetails, Ticket, TicketKind} from './ticket.ts';
import type {MailText} from '../text/html/html-to-text.ts';
import type {StoredNegotiations} from './orders/negotiation.ts';
import type {OrderKind} from './orders/other-orders.ts';
import type {StoredNotice} from './notices/site-notice.ts';
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
  /** Each must occur in the same places, with letters left out, as in `isCloseMatch`. */
  readonly fuzzy?: readonly string[];
  readonly createdBefore?: Millis;
  readonly createdAfter?: Millis;
  /** If the service gave no time of update, the time of creation counts; the same in sorting. */
  readonly updatedBefore?: Millis;
  readonly updatedAfter?: Millis;
  readonly unread?: boolean;
  readonly hasDraft?: boolean;
  /** Created here, tracked, or the account's user is among the contacts. */
  readonly mine?: boolean;
  /** Out of sight until a time or until news. */
  readonly snoozed?: boolean;
  /** With a private note of ours. */
  readonly hasRemark?: boolean;
  readonly turns?: readonly Turn[];
  readonly kinds?: readonly TicketKind[];
  /** Taken by one of these, whatever the case of its letters; an empty name means by nobody. */
  readonly who?: readonly string[];
  readonly notWho?: readonly string[];
  readonly ids?: readonly string[];
  /** Where several accounts are shown: tickets of these. */
  readonly accounts?: readonly string[];
};

/**
 * `attention`: what needs the customer first (ACTION_REQUIRED or `respond`, then unread, then other open ones, then
 * closed ones; other orders after the tickets of their group; in each group the latest update first). All other sorts
 * are ascending (oldest, A, first); `descending` reverses any of them. Equal ones are ordered by update, then id.
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
  /** Where several accounts are shown: with the account's name before it. */
  readonly id: SafeText;
  /** The account that it belongs to, where several are shown. */
  readonly account?: string;
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
  /** When the first of its questions runs out, where one does. */
  readonly respondBy: Millis | undefined;
  readonly hasDraft: boolean;
  /** Outbox items not yet sent, or of unknown outcome. */
  readonly pending: number;
  /** With a private note of ours. */
  readonly hasRemark: boolean;
  /** Out of sight until a time or until news. */
  readonly isSnoozed: boolean;
  /** When the details were last read from the service; undefined: only the list knows it. */
  readonly fetchedAt: Millis | undefined;
  /** Whoever has taken it, first of all where several did. */
  readonly claimedBy: SafeText | undefined;
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
  /** Private notes, oldest first. */
  readonly remarks: readonly Remark[];
  /** What Equinix asks about the order, where it was read. */
  readonly negotiations: StoredNegotiations | undefined;
  readonly snooze: Snooze | undefined;
  /** Who has taken it; the first in this list has it. */
  readonly claims: readonly Claim[];
  /** Notices about its sites during its time, most important first. */
  readonly notices: readonly StoredNotice[];
  /** Which other members are writing to it, or were when last heard of. */
  readonly writing: readonly TeamDraft[];
  /** What the team has sent to it, oldest first. */
  readonly sends: readonly TeamSend[];
};

/** A private note of ours on a ticket: the service never gets it. */
export type Remark = {
  readonly id: string;
  readonly ticketId: string;
  /** The name of who wrote it, as the settings or the machine have it. */
  readonly by: string;
  readonly text: SafeText;
  readonly createdAt: Millis;
};

/** A ticket that is out of sight: until a time, or where that is undefined until something new comes. */
export type Snooze = {readonly until: Millis | undefined; readonly since: Millis; readonly by: string};

/** Somebody has taken a ticket. Of several who did, whoever was first has it. */
export type Claim = {readonly by: SafeText; readonly since: Millis};

export type DraftKind = 'note' | 'reply' | 'answer' | 'cancel' | 'create' | 'remark';

/** An uploaded file, with what identifies it. It is among the attachments of a draft or an outbox item. */
export type KeptUpload = Uploaded & {
  /** What it was called here; the service may have given it another name. */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  readonly uploadedAt: Millis;
};

/** A file of this machine that is to go with the text. */
export type FileRef = {readonly path: string; readonly name: string};

/** All that is written before it is sent. */
export type DraftContent = {
  readonly text: string;
  /** Uploaded, and going out with the text. */
  readonly attachments: readonly AttachmentRef[];
  /** Uploaded for another attempt; kept to be used again. */
  readonly uploads: readonly KeptUpload[];
  /** Chosen on this machine, not uploaded yet. */
  readonly files: readonly FileRef[];
  /** What else is filled in, as of a new ticket. */
  readonly fields: Readonly<Record<string, unknown>>;
};

/** Which draft: `ticketId` is empty for a new ticket, and for a text to several. */
export type DraftKey = {readonly ticketId: string; readonly kind: DraftKind};
/** Text being written, saved as it is typed. */
export type Draft = DraftKey & DraftContent & {readonly updatedAt: Millis};
/** Given fields replace those of the draft; the others stay, also the time. */
export type DraftChange = DraftKey & Partial<DraftContent & {readonly updatedAt: Millis}>;

export type OutboxState = 'queued' | 'held' | 'sending' | 'sent' | 'failed' | 'unknown' | 'withdrawn';
/** `answer`: to a negotiation, by its own operation; `reply`: a note where one is awaited. */
export type OutboxKind = 'note' | 'reply' | 'answer' | 'cancel' | 'create';

export type OutboxItem = {
  readonly id: number;
  readonly kind: OutboxKind;
  /** Empty for `create`. */
  readonly ticketId: string;
  readonly text: string;
  /** JSON: attachments, the fields of an answer, or the whole create request. */
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
  /** Until this time it can be taken back and is not sent; absent: it is sent at once. */
  readonly notBefore?: Millis | undefined;
};

/** What is queued; `before` is what is known of an earlier sending of the same. */
export type NewItem = Pick<OutboxItem, 'kind' | 'ticketId' | 'text' | 'extra'> &
  Partial<Pick<OutboxItem, 'before' | 'notBefore'>> & {
    /** What did not fit: it becomes the draft in the same step. */
    readonly rest?: string | undefined;
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
  /** When its item was queued, which tells it from others with the same text. */
  readonly queuedAt?: string;
  readonly result: string;
  readonly remoteId: string | undefined;
  readonly correlationId: string | undefined;
};

/**
 * `open`: not CLOSED or CANCELLED; `action`: ACTION_REQUIRED; `unread` and `mine` as in TicketFilter, closed ones too;
 * `drafts`: texts being written; `outbox`: items neither sent nor withdrawn.
 */
export type ViewCounts = {
  readonly open: number;
  readonly action: number;
  readonly unread: number;
  readonly mine: number;
  readonly snoozed: number;
  readonly all: number;
  readonly drafts: number;
  readonly outbox: number;
};

export type SearchHit = {
  /** Of the ticket, or of the notice. */
  readonly id: SafeText;
  readonly where: 'ticket' | 'note' | 'email' | 'remark' | 'notice';
  /** The key of the note or e-mail, as in StoredTicket.unseen; undefined for the ticket or notice itself. */
  readonly item: string | undefined;
  /** The matching line, with the matches between U+E000 and U+E001. */
  readonly line: SafeText;
  readonly rank: number;
};

/** An order that is no ticket, as far as it is counted. */
export type CountedOrder = {
  readonly kind: OrderKind;
  readonly isOpen: boolean;
  readonly ibx: readonly string[];
};

/** Counts that need only an index; orders that are no tickets are counted apart. */
export type Overview = {
  /** Tickets that are not final, by status, most first. */
  readonly statuses: readonly {readonly status: string | undefined; readonly count: number}[];
  /** For each pair of neighbouring `ages`: tickets that are not final and were created between the two. */
  readonly ages: readonly number[];
  /** For each pair of neighbouring `days`: tickets of any status that were created between the two. */
  readonly arrivals: readonly number[];
  readonly orders: readonly CountedOrder[];
};

/** What became new in a ticket: keys as in StoredTicket.unseen, or `ticket` if it was unknown before. */
export type TicketChange = {
  readonly id: string;
  readonly items: readonly string[];
  /** The status before, where that may have changed. */
  readonly previousStatus?: string;
};

/** The body of an e-mail as text, and its words as a reader sees them, for the search index. */
export type ReadBody = {readonly email: EmailDetails; readonly words: string; readonly text: MailText};

/** What a ticket's timeline shows beside the ticket. */
export type TimelineTexts = {
  /** Bodies of e-mails that were read, by the ids of these. */
  readonly mails: ReadonlyMap<string, MailText>;
  /** When files became known, by their keys; without the files of the first read. */
  readonly fileTimes: ReadonlyMap<string, Millis>;
};
