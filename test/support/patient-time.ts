import type {Clock} from '../../src/domain/clock.ts';
import type {SendRequest} from '../../src/api/http/message.ts';
import {Readable} from 'node:stream';
import type {Timers} from '../../src/api/timers.ts';

type Pending = {readonly at: number; readonly run: () => void};

/** Time that passes only while no request is under way: a slow machine and a fast one live through the same. */
export type PatientTime = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Sends over `send`, and waits for whole answers. */
  readonly sender: (send: SendRequest) => SendRequest;
  /** Milliseconds since it began. */
  readonly elapsed: () => number;
  readonly pending: () => number;
  readonly underWay: () => number;
  /** Lives on to this moment, in milliseconds since it began. */
  readonly advanceTo: (end: number) => Promise<void>;
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Begins at `start`, in milliseconds since 1970. */
export function createPatientTime(start: number): PatientTime {
  let elapsed = 0;
  let underWay = 0;
  const pending = new Set<Pending>();
  let {promise: answered, resolve: wake} = Promise.withResolvers<void>();

  /** Everything has happened that this moment brings. */
  async function settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await turn();
      if (underWay === 0) continue;
      await answered;
      quiet = 0;
    }
  }

  function earliest(): Pending | undefined {
    let first: Pending | undefined;
    for (const timer of pending) if (first === undefined || timer.at < first.at) first = timer;
    return first;
  }

  return {
    clock: {now: () => start + elapsed},
    timers: {
      setTimeout(run, ms) {
        const timer = {at: elapsed + Math.max(0, ms), run};
        pending.add(timer);
        return timer;
      },
      clearTimeout: (timer) => void pending.delete(timer as Pending),
    },
    sender: (send) => async (request) => {
      underWay += 1;
      try {
        const answer = await send(request);
        const parts: Uint8Array[] = [];
        for await (const part of answer.body) parts.push(part);
        return {...answer, body: Readable.from(parts)};
      } finally {
        underWay -= 1;
        wake();
        ({promise: answered, resolve: wake} = Promise.withResolvers<void>());
      }
    },
    elapsed: () => elapsed,
    pending: () => pending.size,
    underWay: () => underWay,
    async advanceTo(end) {
      await settled();
      for (let next = earliest(); next !== undefined && next.at <= end; next = earliest()) {
        elapsed = Math.max(elapsed, next.at);
        pending.delete(next);
        next.run();
        await settled();
      }
      elapsed = end;
    },
  };
}
