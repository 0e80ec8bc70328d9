import type {Api} from '../api/api.ts';
import type {Clock} from '../services.ts';
import type {Settings} from '../store/settings-types.ts';
import type {Store} from '../store/types.ts';
import {createGate} from './gate.ts';
import {createOutbox} from './outbox.ts';
import {createPoller} from './poller.ts';
import {isOwnerGone, processOwner} from './process-owner.ts';
import {systemTimers} from './timers.ts';
import type {ChangeFeed, Outbox, OutboxFailures, Poller, WriteAudit} from './types.ts';

export type SyncDeps = {
  readonly api: Api;
  readonly store: Store;
  readonly clock: Clock;
  readonly rate: Settings['api']['rate'];
  readonly refresh: Settings['refresh'];
  readonly readOnly: boolean;
  readonly audit: (entry: WriteAudit) => void;
};

export type Sync = {readonly poller: Poller & ChangeFeed; readonly outbox: Outbox & OutboxFailures};

/** Poller and outbox with one rate budget and one back-off between them. Nothing starts yet. */
export function createSync({api, store, clock, rate, refresh, readOnly, audit}: SyncDeps): Sync {
  const gate = createGate({
    timers: systemTimers,
    clock,
    random: Math.random,
    limits: {concurrent: rate.atOnce, perSecond: rate.perSecond},
  });
  const shared = {api, store, clock, timers: systemTimers, gate, owner: processOwner(), isOwnerGone};
  return {
    poller: createPoller({...shared, random: Math.random, settings: refresh}),
    outbox: createOutbox({...shared, readOnly, audit}),
  };
}
