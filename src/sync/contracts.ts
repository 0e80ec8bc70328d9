import type {TicketNote} from '../domain/ticket.ts';
import {AppError} from '../errors.ts';
import type {StoredNotice} from '../domain/notices/site-notice.ts';
import type {AuditEntry, Millis, OutboxItem, OutboxKind, TicketChange} from '../domain/records.ts';

/** Details being read in one go; `since`: the oldest of what is still shown as it was known before. */
export type ReadingProgress = {
  readonly done: number;
  readonly total: number;
  readonly since: Millis | undefined;
};

/** Where the refreshing stands; the header shows it. */
export type SyncStatus = {
  readonly state: 'idle' | 'syncing' | 'waiting' | 'offline' | 'refused' | 'stopped';
  /** When the list was last read whole from the service. */
  readonly listAt: Millis | undefined;
  /** Why the last attempt failed, until one succeeds. */
  readonly error: AppError | undefined;
  /**
   * With several accounts: when the oldest list of the failed accounts was read. No account failed if `error` is
   * undefined.
   */
  readonly failed?: {readonly listAt: Millis | undefined};
  /** When the next attempt is due, while waiting. */
  readonly nextAt: Millis | undefined;
  /** Progress of a first or full list pass: tickets so far, and of how many. */
  readonly progress: {readonly done: number; readonly total: number} | undefined;
  /** Progress of reading many tickets in one go. */
  readonly reading: ReadingProgress | undefined;
};

/** Whether somebody has to sign in before it goes on; of several accounts, for one of them. */
export function wantsSignIn({state, error}: Pick<SyncStatus, 'state' | 'error'>): boolean {
  return state === 'refused' || error?.kind === 'auth';
}

/** Refreshes the store from the service, behind the screen. */
export type Poller = {
  start: () => void;
  stop: () => void;
  /** Ids on screen now: read first, and again when older than their due time. */
  setVisible: (ids: readonly string[]) => void;
  /**
   * Reads one ticket now; resolves when the store has it, rejects with the reason. The request is aborted when all
   * callers have aborted.
   */
  refresh: (id: string, signal?: AbortSignal) => Promise<void>;
  /** The same for a user who opens a ticket: if another member asks the service, that member's console may read it. */
  read: (id: string, signal?: AbortSignal) => Promise<void>;
  /** Reads list and visible tickets now. */
  refreshAll: () => Promise<void>;
  /**
   * The same, and then starts to read every other open ticket again, most urgent first. Returns how many; undefined if
   * another console of the team reads them.
   */
  refreshOpen: () => Promise<number | undefined>;
  /** Why bodies of e-mails on screen could not be read, by their ids; a new map after each change. */
  mailFailures: () => ReadonlyMap<string, {readonly error: AppError}>;
  /** Looks for notices about sites now; resolves when the store has them, rejects with the reason. */
  readNotices: () => Promise<void>;
  /** Reads the list of orders that are no tickets now, where they are wanted; the store's state of it says why it could not. */
  readOrders: () => Promise<void>;
  /** Reads one notice in full. */
  readNotice: (id: string, signal: AbortSignal) => Promise<void>;
  /** Reads what a ticket's order asks now; resolves when the store has it, rejects with the reason. */
  readNegotiations: (id: string, signal?: AbortSignal) => Promise<void>;
  setFocused: (focused: boolean) => void;
  status: () => SyncStatus;
  /** Called after each change of status or store; returns the unsubscribe. */
  subscribe: (listener: () => void) => () => void;
};

/** What becomes new in the store, whoever read it; for the bell and other alerts. */
export type ChangeFeed = {
  /**
   * Called with the tickets that have something new. If several processes listen, each change goes to only one of them.
   * Returns the unsubscribe.
   */
  onChanges: (listener: (changes: readonly TicketChange[]) => void) => () => void;
  /** The same of notices about sites. */
  onNotices: (listener: (notices: readonly StoredNotice[]) => void) => () => void;
};

/** A note, and the key by which it is accepted as an item of the outbox. */
export type NearNote = {readonly key: string; readonly note: TicketNote};

export type OutboxRequest = {
  readonly kind: OutboxKind;
  /** Empty for `create`. */
  readonly ticketId: string;
  /** The note, the reason of a cancellation or of an answer (which may be empty), or the description of a new ticket. */
  readonly text: string;
  /** JSON: `{attachments: AttachmentRef[]}` for note and reply, AnswerFields for answer, the CreateRequest for create. */
  readonly extra?: string;
  /** What did not fit into this text: the draft of the next. */
  readonly rest?: string;
  /**
   * How long it can be taken back before it is sent, in milliseconds; absent: it is sent at once, and so is what waits
   * before it for the same ticket.
   */
  readonly takeBackMs?: number;
};

/** Why the last attempt of an item failed, as far as this process made it; for exit codes. */
export type OutboxFailures = {failureOf: (id: number) => AppError | undefined};

/** One write attempt's result. The receiver adds who and where (user, SSH client, profile, account). */
export type WriteAudit = Omit<AuditEntry, 'osUser' | 'sshClient' | 'profile' | 'account'>;

/** State of the team's desk: `none` without one, `apart` while it cannot be reached. */
export type TeamStatus = {
  readonly state: 'none' | 'joining' | 'together' | 'apart';
  /** Why it is apart. */
  readonly error: AppError | undefined;
};

/** The team's desk, as far as other code needs it. Nothing that the user waits for ever waits for it. */
export type Team = {
  /** If several consoles use one database, one of them talks to the desk for all. */
  lead: (isLeader: boolean) => Promise<void>;
  stop: () => Promise<void>;
  status: () => TeamStatus;
  subscribe: (listener: () => void) => () => void;
  /** Delivers what waits and reads what is new, within seconds; if that failed, resolves to a message for the user. */
  settle: () => Promise<string | undefined>;
  /** The same at the end of a command, where something waits to be delivered. */
  finish: () => Promise<string | undefined>;
  /**
   * Whether this console asks the service, for itself and for the team; without a desk each console asks for itself.
   */
  isAsking: () => boolean;
  /** Another one does. */
  isShared: () => boolean;
  /** What this person looks at, for whoever asks. */
  setLookedAt: (ids: readonly string[]) => void;
  setWatched: (isWatched: boolean) => void;
  /** What the others look at, for this one to ask. */
  wanted: () => readonly string[];
  /** Whether another of the team is at a console right now. */
  isWatched: () => boolean;
  /** Takes this console off the desk; with `words`, also what this person put there. Rejects with an AppError. */
  leave: (words: boolean) => Promise<void>;
  /** What else the user should know. */
  notice: () => string | undefined;
};

const ALONE: TeamStatus = {state: 'none', error: undefined};

/** For whoever works alone. */
export const NO_TEAM: Team = {
  lead: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  status: () => ALONE,
  subscribe: () => () => undefined,
  settle: () => Promise.resolve(undefined),
  finish: () => Promise.resolve(undefined),
  isAsking: () => true,
  isShared: () => false,
  setLookedAt: () => undefined,
  setWatched: () => undefined,
  wanted: () => [],
  isWatched: () => false,
  leave: () => Promise.reject(new AppError('config', 'No desk is set up: casedeck works alone.')),
  notice: () => undefined,
};

/** Sends what is queued, in order, each ticket's in turn; survives leaving the screen and the process. */
export type Outbox = {
  start: () => void;
  /** Waits for the item being sent, at most `limitMs`. */
  stop: (limitMs: number) => Promise<void>;
  /** Queues and begins to send at once. Throws an AppError `input` or `read-only` before anything is queued. */
  send: (request: OutboxRequest) => OutboxItem;
  /**
   * Resolves when the item is sent, failed or withdrawn; when it is unknown and was looked for, or cannot be looked for
   * now; and with its present state when the outbox stops.
   */
  settled: (id: number) => Promise<OutboxItem>;
  /** Looks again for items that were not found, of one ticket or of all; `settled` then waits for that check. */
  lookForUnknown: (ticketId?: string) => void;
  /** Sends a failed, held or (after the user has seen that it is not there) unknown item again. */
  retry: (id: number) => void;
  /**
   * The new note on the ticket that is similar to an item of unknown outcome; only the user can say whether it is that
   * item.
   */
  nearNote: (item: OutboxItem) => NearNote | undefined;
  /** Says so: the item is sent. */
  accept: (id: number, key: string) => void;
  /** Sends now what this process still holds so that it can be taken back. */
  hasten: () => void;
  hold: (id: number) => void;
  /** Takes back what was not sent; its text becomes the draft again. */
  withdraw: (id: number) => void;
  subscribe: (listener: () => void) => () => void;
};
