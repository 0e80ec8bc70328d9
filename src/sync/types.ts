import type {AppError} from '../errors.ts';
import type {Millis, OutboxItem, OutboxKind} from '../store/types.ts';

/** Where the refreshing stands; the header shows it. */
export type SyncStatus = {
  readonly state: 'idle' | 'syncing' | 'waiting' | 'offline' | 'refused' | 'stopped';
  /** When the list was last read whole from the service. */
  readonly listAt: Millis | undefined;
  /** Why the last attempt failed, until one succeeds. */
  readonly error: AppError | undefined;
  /** When the next attempt is due, while waiting. */
  readonly nextAt: Millis | undefined;
  /** Progress of a first or full list pass: tickets so far, and of how many. */
  readonly progress: {readonly done: number; readonly total: number} | undefined;
};

/** Refreshes the store from the service, behind the screen. */
export type Poller = {
  start: () => void;
  stop: () => void;
  /** Ids on screen now: read first, and again when older than their due time. */
  setVisible: (ids: readonly string[]) => void;
  /** Reads one ticket now; resolves when the store has it, rejects with the reason. */
  refresh: (id: string) => Promise<void>;
  /** Reads list and visible tickets now. */
  refreshAll: () => Promise<void>;
  setFocused: (focused: boolean) => void;
  status: () => SyncStatus;
  /** Called after each change of status or store; returns the unsubscribe. */
  subscribe: (listener: () => void) => () => void;
};

export type OutboxRequest = {
  readonly kind: OutboxKind;
  readonly ticketId: string;
  readonly text: string;
  readonly extra?: string;
};

/** Sends what is queued, in order, each ticket's in turn; survives leaving the screen and the process. */
export type Outbox = {
  start: () => void;
  /** Waits for the item being sent, at most `limitMs`. */
  stop: (limitMs: number) => Promise<void>;
  /** Queues and begins to send at once. Throws an AppError `input` or `read-only` before anything is queued. */
  send: (request: OutboxRequest) => OutboxItem;
  /** Resolves when the item is sent, failed, unknown or withdrawn. */
  settled: (id: number) => Promise<OutboxItem>;
  /** Sends a failed, held or (after the user has seen that it is not there) unknown item again. */
  retry: (id: number) => void;
  hold: (id: number) => void;
  /** Takes back what was not sent; its text becomes the draft again. */
  withdraw: (id: number) => void;
  subscribe: (listener: () => void) => () => void;
};
