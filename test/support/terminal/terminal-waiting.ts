export type WaitOptions = {
  /** Milliseconds until it gives up, 90,000 when not given: machines that build are busy. */
  readonly timeout?: number;
};

const POLL_MS = 100;

type Waiter = {readonly check: () => void; readonly fail: (why: string) => void};

/** Promises that settle as soon as what they wait for is on the screen, and never by the clock alone. */
export class Waiting {
  readonly #waiters = new Set<Waiter>();
  readonly #describe: () => string;
  #ended: string | undefined;

  /** `describe` is added to every failure: what was on the screen instead. */
  constructor(describe: () => string) {
    this.#describe = describe;
  }

  /** To be called after each change of what the conditions look at. */
  changed(): void {
    for (const waiter of [...this.#waiters]) waiter.check();
  }

  /** Nothing will change any more: what still waits fails. */
  end(why: string): void {
    this.changed();
    this.#ended = why;
    for (const waiter of [...this.#waiters]) waiter.fail(why);
  }

  until<T>(what: string, condition: () => T | undefined, {timeout = 90_000}: WaitOptions = {}): Promise<T> {
    const {promise, resolve, reject} = Promise.withResolvers<T>();
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      clearInterval(poll);
      this.#waiters.delete(waiter);
      finish();
    };
    const failure = new Error(what);
    failure.stack = withoutOwnFrames(failure.stack);
    const fail = (why: string) => {
      failure.message = `${what}: ${why}\n${this.#describe()}`;
      settle(() => reject(failure));
    };
    const check = () => {
      const value = condition();
      if (value !== undefined) settle(() => resolve(value));
    };
    const waiter: Waiter = {check, fail};
    const timer = setTimeout(() => fail(`not within ${timeout} ms`), timeout);
    // For conditions that are about more than the screen.
    const poll = setInterval(check, POLL_MS);
    this.#waiters.add(waiter);
    check();
    if (this.#ended !== undefined && this.#waiters.has(waiter)) fail(this.#ended);
    return promise;
  }
}

/** The stack from the test on: that line is what a reader of the failure wants to see. */
function withoutOwnFrames(stack = ''): string {
  return stack
    .split('\n')
    .filter((line) => !/test[\\/]support[\\/]terminal(?:-waiting)?\.ts/.test(line))
    .join('\n');
}
