/** Compares the service's answer times with its own best times: slow answers show that it is asked too often. */
export class AnswerTimes {
  readonly #known = new Map<string, Known>();

  /** Records an answer of this operation after `ms` milliseconds, and returns what it says about the service. */
  note(operation: string, ms: number): 'quick' | 'slow' | 'usual' {
    const before = this.#known.get(operation) ?? {best: ms, lately: ms, answers: 0};
    const lately = before.lately + (ms - before.lately) * WEIGHT;
    // The best time rises a little with each answer, so that one very quick answer is not the measure for ever.
    const best = Math.min(ms, before.best * RISE);
    const answers = before.answers + 1;
    const measure = Math.max(best, NEGLIGIBLE_MS);
    if (answers >= ENOUGH && lately > measure * SLOW) {
      // Only what becomes slower still says it again.
      this.#known.set(operation, {best: lately / 2, lately, answers: 0});
      return 'slow';
    }
    this.#known.set(operation, {best, lately, answers});
    return lately <= measure * QUICK ? 'quick' : 'usual';
  }
}

type Known = {readonly best: number; readonly lately: number; readonly answers: number};

/** Of the newest answer in the running mean. */
const WEIGHT = 0.3;
const RISE = 1.005;
const SLOW = 3;
const QUICK = 1.5;
/** So many answers are looked at before one says anything. */
const ENOUGH = 5;
/** Differences below this come from the network and this machine, not from the service. */
const NEGLIGIBLE_MS = 100;
