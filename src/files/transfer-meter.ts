import type {Clock} from '../domain/clock.ts';

/** How far an upload or download is. */
export type TransferProgress = {
  /** Bytes so far. */
  readonly done: number;
  /** Bytes in all, where known. */
  readonly total: number | undefined;
  /** Bytes a second in the last seconds. */
  readonly rate: number;
  /** Milliseconds that are left at this rate; undefined where that cannot be said. */
  readonly etaMs: number | undefined;
};

/** The rate is that of the last seconds: it follows a line that has become slow or fast. */
const WINDOW_MS = 5000;

/** Turns counts of bytes into progress; call it with the bytes done so far. */
export function createMeter(total: number | undefined, clock: Clock): (done: number) => TransferProgress {
  const start = {at: clock.now(), done: 0};
  let samples = [start];
  return (done) => {
    const at = clock.now();
    samples = [
      ...samples.filter((sample) => at - sample.at <= WINDOW_MS && sample.done <= done),
      {at, done},
    ].slice(-200);
    const first = samples[0] ?? start;
    const elapsed = at - first.at;
    const rate = elapsed > 0 ? ((done - first.done) / elapsed) * 1000 : 0;
    const left = total === undefined ? undefined : Math.max(0, total - done);
    return {done, total, rate, etaMs: left === undefined || rate <= 0 ? undefined : (left / rate) * 1000};
  };
}
