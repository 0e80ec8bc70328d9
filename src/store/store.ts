import type {
  Claim,
  Draft,
  DraftChange,
  DraftKind,
  ListQuery,
  Millis,
  NewItem,
  OutboxItem,
  OutboxState,
  Overview,
  ReadBody,
  Remark,
  SearchHit,
  Snooze,
  StoredTicket,
  TicketChange,
  TicketRow,
  TimelineTexts,
  ViewCounts,
} from '../domain/records.ts';
import type {QueuedOp} from '../domain/desk-op.ts';
import type {TeamSend} from '../domain/team-records.ts';
import type {EmailDetails, ListedTicket, Ticket} from '../domain/ticket.ts';
import type {Negotiation} from '../domain/orders/negotiation.ts';
import type {Aside} from '../domain/aside-state.ts';
import type {SiteNotice, StoredNotice} from '../domain/notices/site-notice.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import type {AskedTicket, ReadTimes} from './negotiations.ts';
import type {DeskMember} from './desk/desk-members.ts';
import type {DeskNews} from './desk/desk-ops.ts';

/** What an order compares of a ticket, by column. */
export type Place = Readonly<Record<string, string | number | bigint | Uint8Array | null>>;
/** A gap between two rows: before the row that has a place, or `isBehind` it. */
export type Gap = {readonly place: Place; readonly isBehind: boolean};

/** Where a reading begins: behind a gap, else at the first row, after so many rows. `upwards`: before the gap, else at the last row, the nearest first. */
export type Start = {readonly gap?: Gap | undefined; readonly skip?: number; readonly upwards?: boolean};

/** What merging the lists of several databases needs of each. */
export type RankedList = {
  /** What the order compares of the rows from there on. */
  places: (query: ListQuery, from: Start, limit: number) => readonly Place[];
  /** The rows from there on, downwards. */
  rowsFrom: (query: ListQuery, from: Omit<Start, 'upwards'>, limit: number) => readonly TicketRow[];
  /** How many rows stand between two gaps, which may be of tickets in another database; undefined: the end of the list. */
  between: (query: ListQuery, from: Gap | undefined, to: Gap | undefined) => number;
  /** The place of a ticket; undefined where it is unknown or, unless `anyway`, the query leaves it out. */
  placeIn: (query: ListQuery, id: string, anyway: boolean) => Place | undefined;
};

/** One database a profile. All calls are synchronous and throw an AppError of kind `store`. */
export type Store = RankedList & {
  /** Rows of the list order; of two ids that are one ticket only one appears. */
  page: (query: ListQuery, offset: number, limit: number) => readonly TicketRow[];
  /** All of them one by one, as they are at the first: to be printed, with nothing else done meanwhile. */
  rows: (query: ListQuery) => Iterable<TicketRow>;
  count: (query: ListQuery) => number;
  /** Position in the list order, or -1. */
  positionOf: (query: ListQuery, id: string) => number;
  /** The place that the list order has for a ticket which the query may leave out, or -1 where it is unknown. */
  placeOf: (query: ListQuery, id: string) => number;
  counts: () => ViewCounts;
  /** The names of the accounts whose tickets these are; one, but where several are joined. */
  accounts: () => readonly string[];
  /** Both lists are moments in rising order; each pair of neighbours is a range, its first moment included. */
  overview: (ages: readonly Millis[], days: readonly Millis[]) => Overview;
  ibxs: () => readonly {readonly ibx: SafeText; readonly open: number}[];
  row: (id: string) => TicketRow | undefined;
  /** Either of two ids of one ticket finds it. */
  /** `shown`: its row, where it was just read. */
  ticket: (id: string, shown?: TicketRow) => StoredTicket | undefined;
  /**
   * Tickets due for a detail read: ACTION_REQUIRED, then other open ones, oldest read first. With
   * `now`, also those read after it: the clock was set back meanwhile.
   */
  stale: (before: Millis, limit: number, now?: Millis) => readonly string[];
  /** A detail read of this id failed: `stale` leaves it out until `before` passes `at`. */
  markTried: (id: string, at: Millis) => void;
  /** When each known one of these ids was last updated, as far as the service said; unknown ids are left out. */
  knownUpdated: (ids: readonly string[]) => ReadonlyMap<string, Millis | undefined>;

  /**
   * Stores what order history says; returns the tickets that were unknown or changed. `silent`: a ticket that
   * was unknown is no news, as years of them come with a first pass.
   */
  putSummaries: (
    summaries: readonly ListedTicket[],
    at: Millis,
    options?: {readonly silent?: boolean},
  ) => readonly TicketChange[];
  /** Stores a detail read; items that were not there before become unseen (none on a first read of a final ticket). */
  putTicket: (ticket: Ticket, raw: string, at: Millis) => TicketChange;
  /** Drops all orders that are no tickets, and how far they were read. */
  forgetOrders: () => void;
  /** What became new after this version of the log, by any process on this database; each ticket once, first news first. */
  changesAfter: (version: number) => readonly TicketChange[];
  /** What became new since any process on this database called this last: so each change is announced once. */
  takeChanges: () => readonly TicketChange[];
  /** The same after that time. */
  changesSince: (at: Millis) => readonly TicketChange[];
  /** The version of the log's last entry. */
  lastChange: () => number;
  /** Stores what an order asks; false where that is nothing new, or where the ticket no longer waits for the customer. */
  putNegotiations: (ticketId: string, list: readonly Negotiation[], times: ReadTimes) => boolean;
  /** Tickets that wait for the customer whose questions are to be read by now, those that never were first. */
  askedTickets: (now: Millis, limit: number) => readonly AskedTicket[];
  /** Tickets whose deadline comes before `until`; each deadline is given once, to whichever process asks first. */
  takeDeadlines: (now: Millis, until: Millis) => readonly {readonly id: string; readonly at: Millis}[];
  putEmail: (ticketId: string, emailId: string, body: ReadBody, at: Millis) => void;
  email: (ticketId: string, emailId: string) => EmailDetails | undefined;
  /** Ids of a ticket's e-mails whose text is not there yet, newest first. */
  missingEmails: (ticketId: string) => readonly string[];
  timelineTexts: (ticketId: string) => TimelineTexts;

  track: (ids: readonly string[], by: 'created' | 'opened' | 'asked', at: Millis) => void;
  untrack: (ids: readonly string[]) => void;
  /** Tracked ids, also those that were never read. */
  tracked: () => readonly string[];

  /** The account's user name, as it stands among contacts; decides with the tracked ids what is `mine`. */
  setUser: (userName: string | undefined) => void;
  /** That name, of the account that a ticket belongs to. */
  user: (ticketId: string) => string | undefined;

  markSeen: (ticketId: string, keys: readonly string[] | 'all', at: Millis) => void;
  markUnseen: (ticketId: string, keys: readonly string[]) => void;

  draft: (ticketId: string, kind: DraftKind) => Draft | undefined;
  drafts: () => readonly Draft[];
  /**
   * Changes a draft, or begins one; where nothing is left in it, it is deleted. `inSteps`: of a very long text no more is
   * written than a key may wait for; false says that there is more of it, and to call this again.
   */
  saveDraft: (change: DraftChange, inSteps?: boolean) => boolean;

  /** Queues a write and removes its draft, in one transaction. */
  enqueue: (item: NewItem, at: Millis) => OutboxItem;
  outbox: (states?: readonly OutboxState[]) => readonly OutboxItem[];
  outboxItem: (id: number) => OutboxItem | undefined;
  outboxOf: (ticketId: string) => readonly OutboxItem[];
  /** Compare-and-set: false when another process already moved the item from `from`. */
  // oxlint-disable-next-line max-params -- reads as a sentence: move id from, to
  moveOutbox: (
    id: number,
    from: OutboxState,
    to: OutboxState,
    change: Partial<Pick<OutboxItem, 'error' | 'remoteId' | 'before' | 'text' | 'attempts' | 'notBefore'>>,
    at: Millis,
  ) => boolean;
  /** Makes an item a draft again, in one transaction; false when another process already moved it. */
  withdraw: (item: Pick<OutboxItem, 'id' | 'state'>, draft: Draft, at: Millis) => boolean;

  /** The name of whose database this is, as others of the team know it. */
  me: () => SafeText;
  /** Keeps a private note; its text has been through toSafeText. */
  addRemark: (remark: Pick<Remark, 'ticketId' | 'text'>, at: Millis) => Remark;
  /** False where there is none with this id. */
  removeRemark: (id: string, at: Millis) => boolean;
  /** Oldest first. */
  remarksOf: (ticketId: string) => readonly Remark[];
  /** Puts a ticket out of sight until a time (undefined: until news); `off` brings it back. News end it by themselves. */
  setSnooze: (ticketId: string, until: Millis | undefined | 'off', at: Millis) => void;
  snoozeOf: (ticketId: string) => Snooze | undefined;
  /** Ends those whose time has come; the numbers of the tickets that are back. */
  endSnoozes: (now: Millis) => readonly string[];
  /** Takes a ticket (beside whoever has it, or from them), gives it back, or passes it on to a name. */
  claim: (
    ticketId: string,
    deed: 'claim' | 'takeover' | 'release' | {readonly to: SafeText},
    at: Millis,
  ) => void;
  /** Whoever has taken it, the first of them first: that one has it. */
  claimsOf: (ticketId: string) => readonly Claim[];
  /** The tickets that somebody has, alone or beside others. */
  claimedBy: (who: string) => readonly string[];
  /** The next step of a ticket for the hand-over; empty takes it away. */
  setNextStep: (ticketId: string, text: SafeText, at: Millis) => void;

  /** What the team's desk has not got yet, in order. */
  queuedOps: (limit: number) => readonly QueuedOp[];
  queueOp: (op: QueuedOp) => void;
  removeQueued: (ids: readonly string[]) => void;
  /** Applies what came from the desk and keeps how far it is read; false where another process has read on meanwhile. */
  applyNews: (news: DeskNews) => boolean;
  deskCursor: () => string | undefined;
  /** Nothing of the desk is known any more: neither what others did nor how far it was read. */
  forgetDesk: () => void;
  putMembers: (members: readonly DeskMember[]) => void;
  /** Everybody of the team who was heard of, without this person. */
  memberNames: () => readonly SafeText[];
  /** What the team has sent to a ticket, or to any; oldest first. */
  teamSends: (ticketId?: string) => readonly TeamSend[];

  /** Stores what a search for notices says; the ids of those that are new or changed. `silent`: that is no news. */
  putNotices: (
    found: readonly SiteNotice[],
    at: Millis,
    options?: {readonly silent?: boolean},
  ) => readonly string[];
  /** Stores a notice that was read in full, under the id that the search gave. */
  putFullNotice: (id: string, notice: SiteNotice, at: Millis) => void;
  /** Every notice that is kept, also those that are long over. */
  notices: () => readonly StoredNotice[];
  /**
   * Message if a side reading is missing or may be old, with the account's name if there are several; undefined if all
   * is well.
   */
  troubleOf: (aside: Aside) => string | undefined;
  /** As `changesAfter` and `lastChange`, with versions of their own. */
  noticesAfter: (version: number) => readonly StoredNotice[];
  lastNotice: () => number;
  /** As `takeChanges`: each change of a notice is announced once. */
  takeNotices: () => readonly StoredNotice[];
  markNoticesSeen: (ids: readonly string[], at: Millis) => void;

  search: (words: string, limit: number) => readonly SearchHit[];
  /** Makes parts of words of so many more texts known to `search`, the newest first; true where more are left. */
  indexParts: (most: number) => boolean;
  /** Of how many texts they are still unknown. */
  waitingParts: () => number;

  /** Small state of this profile, or of one of its tickets: last list pass, sort, scroll. JSON text by name. */
  meta: (name: string, ticketId?: string) => string | undefined;
  setMeta: (name: string, value: string, ticketId?: string) => void;
  /**
   * Changes such a text and returns the result in one step, also between processes; it does not count as a change of
   * the store.
   */
  changeMeta: <T>(
    name: string,
    change: (kept: string | undefined) => {readonly kept: string; readonly result: T},
  ) => T;

  /** Takes or renews a lease for `ttlMs`; false while another owner holds it. Several casedecks so agree who polls. */
  tryLease: (name: string, owner: string, ttlMs: number, now: Millis) => boolean;
  releaseLease: (name: string, owner: string) => void;

  /** Grows with every change by any process on this database; cheap to ask. */
  version: () => number;
  close: () => void;
};
