import {networkInterfaces} from 'node:os';
import type {Api} from '../api/api.ts';
import type {Settings} from '../settings/settings-types.ts';
import {createOutbox} from './outbox/outbox-runner.ts';
import type {OutboxSettings, OutboxDeps} from './outbox/outbox-context.ts';
import type {SyncPoller} from './poller/poller-deps.ts';
import type {NoticeSource} from './poller/notice-reader.ts';
import {createPoller} from './poller/poller.ts';
import {isOwnerGone, processOwner} from './process-owner.ts';
import {systemTimers, type Timers} from '../api/timers.ts';
import type {Outbox, OutboxFailures, Team, WriteAudit} from './contracts.ts';

export type SyncDeps = Pick<OutboxDeps, 'store' | 'clock' | 'gate' | 'author' | 'audited'> & {
  readonly api: Api;
  readonly refresh: Omit<Settings['refresh'], 'noticesMs'>;
  /** Absent: notices are not read. */
  readonly notices?: Omit<NoticeSource, 'api'>;
  /** Whether orders that are no tickets are read; they are not if absent. */
  readonly readsOrders?: boolean;
  readonly readOnly: boolean;
  readonly team?: Team | undefined;
  readonly audit: (entry: WriteAudit) => void;
  readonly outbox?: Partial<OutboxSettings> | undefined;
  /** Tests pass their own; else the machine's. */
  readonly timers?: Timers | undefined;
};

export type Sync = {
  readonly poller: SyncPoller;
  readonly outbox: Outbox & OutboxFailures;
};

/** The list of orders is read this many times less often than that of tickets. */
const ORDERS_FACTOR = 5;

/** Poller and outbox on one api, whose gate holds for both. Nothing starts yet. */
export function createSync(deps: SyncDeps): Sync {
  const {api, gate, store, clock, refresh, readOnly, audit, author, timers = systemTimers} = deps;
  const shared = {api, store, clock, timers, gate, owner: processOwner(), isOwnerGone};
  const poller = createPoller({
    ...shared,
    random: Math.random,
    networkKey,
    settings: refresh,
    team: deps.team,
    notices: deps.notices && {...deps.notices, api},
    orders: deps.readsOrders === true ? {everyMs: ORDERS_FACTOR * refresh.listMs} : undefined,
  });
  const outbox = createOutbox({
    ...shared,
    readOnly,
    audit,
    audited: deps.audited,
    author,
    settings: deps.outbox,
  });
  return {poller, outbox};
}

/** Addresses of this machine: they change when a cable, a VPN or a wireless network comes or goes. */
function networkKey(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses
    .map(({address}) => address)
    .toSorted()
    .join(' ');
}
