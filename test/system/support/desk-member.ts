import {openStore} from '../../../src/store/open-store.ts';
import type {Store} from '../../../src/store/store.ts';
import {systemTimers} from '../../../src/api/timers.ts';
import {deskAddress} from '../../../src/team/connect/desk-address.ts';
import {deskOpener} from '../../../src/team/connect/postgres-desk.ts';
import {TeamSync} from '../../../src/team/team-sync.ts';
import {toSafeLine} from '../../../src/text/safe/to-safe-text.ts';

export type DeskMember = {readonly sync: TeamSync; readonly store: Store; readonly end: () => Promise<void>};

export type MemberOptions = {
  readonly url: string;
  readonly name: string;
  /** How far this member's clock is before the machine's, in milliseconds. */
  readonly clockAheadMs?: number;
  readonly room?: string;
  /** The member's own database; without it in memory. */
  readonly file?: string;
  /** Waits a tenth of what a console waits, so that many faults fit into a test. */
  readonly isHasty?: boolean;
};

const HASTY: typeof systemTimers = {
  ...systemTimers,
  setTimeout: (run, ms) => systemTimers.setTimeout(run, ms / 10),
};

/** A member's console without a screen: the desk is real. */
export function joinDesk({
  url,
  name,
  clockAheadMs = 0,
  room = 'test',
  file = ':memory:',
  isHasty = false,
}: MemberOptions): DeskMember {
  const clock = {now: () => Date.now() + clockAheadMs};
  const store = openStore({file, clock, owner: {me: toSafeLine(name), shares: true}});
  const address = deskAddress(url, {}, 'owner');
  const sync = new TeamSync({
    store,
    clock,
    timers: isHasty ? HASTY : systemTimers,
    random: Math.random,
    audited: () => [],
    open: deskOpener(() => address),
    room,
    retentionMs: 90 * 86_400_000,
    readsOrders: true,
    canAsk: () => true,
    tell: () => undefined,
    onTogether: () => undefined,
  });
  sync.start();
  return {
    sync,
    store,
    end: async () => {
      await sync.stop();
      store.close();
    },
  };
}
