import {systemTimers} from '../../api/timers.ts';
import type {Io} from '../../console/session/io.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {Millis} from '../../domain/records.ts';
import type {WaitUntilSent} from '../../sync/outbox/wait-until-sent.ts';
import {duration, formatStamp} from '../../text/time/dates.ts';

/** What sends, and waits for what becomes of it. */
export type Sending = Pick<Opened, 'outbox' | 'store' | 'clock' | 'gate' | 'settings'>;

type Waiting = Omit<WaitUntilSent, 'limitMs' | 'offlineMs' | 'signal'>;

/** How a command waits for what it sends: a pause that the service asks for is told at once, a long one not waited for. */
export function waitingFor({outbox, store, clock, gate, settings}: Sending, io: Io): Waiting {
  const told = new Set<Millis>();
  return {
    outbox,
    store,
    clock,
    gate,
    timers: systemTimers,
    patienceMs: settings.api.timeoutMs,
    onPause: (until) => {
      if (told.has(until)) return;
      told.add(until);
      io.note(
        `casedeck: the service asks for a pause until ${pauseText(until, clock.now())}, which is waited for. Ctrl-c ends the waiting.\n`,
      );
    },
  };
}

/** Until when the service asked for a pause that is still going on; undefined where there is none. */
export function pauseOf({gate, clock}: Pick<Opened, 'gate' | 'clock'>): string | undefined {
  const {state, until} = gate.state();
  return state === 'waiting' && until !== undefined ? pauseText(until, clock.now()) : undefined;
}

function pauseText(until: Millis, now: Millis): string {
  return `${formatStamp(until, 'local')} (${duration(until - now) ?? 'a moment'})`;
}
