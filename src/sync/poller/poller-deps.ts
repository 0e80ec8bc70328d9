import type {Api} from '../../api/api.ts';
import type {Clock} from '../../domain/clock.ts';
import type {Store} from '../../store/store.ts';
import type {DetailAges} from './due-tickets.ts';
import type {GateWatch} from '../../api/gate/gate.ts';
import type {NoticeSource} from './notice-reader.ts';
import type {Timers} from '../../api/timers.ts';
import type {ChangeFeed, Poller, Team} from '../contracts.ts';

/** Milliseconds, all stretched while the terminal has no focus. */
export type PollSettings = DetailAges & {readonly listMs: number};

/** As `open`, for tickets that wait for us. */
export const ACTION_MS = 120_000;

/** How much rarer everything is read while nobody looks. */
export const UNFOCUSED_FACTOR = 5;

export type PollerDeps = {
  readonly api: Pick<Api, 'getTicket' | 'getOrder' | 'searchOrders' | 'getEmail' | 'listNegotiations'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Whether requests can leave; `api` sends them through it. */
  readonly gate: GateWatch;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** This process, for the lease; see process-owner.ts. */
  readonly owner: string;
  readonly isOwnerGone: (owner: string) => boolean;
  /** Any text that changes when this machine's network does; asked while offline. */
  readonly networkKey?: (() => string) | undefined;
  /** Others that may ask the service for this console, or this one for them; nobody if absent. */
  readonly team?: Team | undefined;
  readonly settings: Omit<PollSettings, 'actionMs'>;
  /** Where notices about sites are read, and how often; absent: nowhere. */
  readonly notices?: NoticeSource | undefined;
  /** How often the list of orders that are no tickets is read, in milliseconds; absent: never. */
  readonly orders?: {readonly everyMs: number} | undefined;
};

export type SyncPoller = Poller &
  ChangeFeed & {
    /** As refreshAll; also after a refused credential was replaced. */
    readonly retry: () => Promise<void>;
  };
