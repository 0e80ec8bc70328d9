import {networkInterfaces} from 'node:os';
import {createGate, type Gate, type GateLimits} from './gate.ts';
import {createOutbox} from './outbox.ts';
import type {OutboxDeps} from './outbox-context.ts';
import {createPoller, type SyncPoller} from './poller.ts';
import type {PollSettings} from './poller-deps.ts';
import {isOwnerGone, processOwner} from './process-owner.ts';
import {systemTimers, type Timers} from './timers.ts';
import type {Outbox, OutboxFailures} from './types.ts';

export type SyncDeps = Pick<OutboxDeps, 'api' | 'store' | 'clock' | 'readOnly' | 'author' | 'audit'> & {
  readonly limits?: GateLimits | undefined;
  readonly poll?: Partial<PollSettings> | undefined;
  /** Tests pass their own; else the machine's. */
  readonly timers?: Timers | undefined;
  readonly random?: (() => number) | undefined;
};

export type Sync = {
  readonly poller: SyncPoller;
  readonly outbox: Outbox & OutboxFailures;
  readonly gate: Gate;
};

/** Poller and outbox of this process, sharing one rate budget and one back-off. */
export function createSync(deps: SyncDeps): Sync {
  const {timers = systemTimers, random = Math.random} = deps;
  const gate = createGate({timers, clock: deps.clock, random, limits: deps.limits});
  const shared = {...deps, timers, gate, owner: processOwner(), isOwnerGone};
  const poller = createPoller({...shared, random, networkKey, settings: deps.poll});
  const outbox = createOutbox({...shared, onChange: (change) => poller.announce(change)});
  return {poller, outbox, gate};
}

/** Addresses of this machine: they change when a cable, a VPN or a wireless network comes or goes. */
function networkKey(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.map(({address}) => address).toSorted().join(' ');
}
