import type {Uptime} from './uptime.ts';

type YieldingDeps = {
  readonly uptime: Uptime;
  /** How long others of the team may take to read something, in milliseconds; 0 where this console reads. */
  readonly lateMs?: () => number;
};

/** Leaves what is due to whoever reads for all, and takes it where they do not. */
export class Yielding {
  readonly #deps: YieldingDeps;
  /** In uptime. */
  #since: ReadonlyMap<string, number> = new Map();

  constructor(deps: YieldingDeps) {
    this.#deps = deps;
  }

  /** Those that have been due for too long. Call it with all that are due, again and again. */
  ours(due: readonly string[]): readonly string[] {
    const {uptime, lateMs = () => 0} = this.#deps;
    const late = lateMs();
    if (late === 0) return due;
    const now = uptime.now();
    this.#since = new Map(due.map((id) => [id, this.#since.get(id) ?? now]));
    return due.filter((id) => now - (this.#since.get(id) ?? now) >= late);
  }
}
