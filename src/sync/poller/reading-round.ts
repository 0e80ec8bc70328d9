import type {Millis} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import type {ReadingProgress} from '../contracts.ts';

/** So few are read before anybody could look up. */
const WORTH_TELLING = 5;
/** More are not counted: that would take longer than a key may wait. */
const MOST = 5000;
/** Of those still to be read, so many are asked how old they are. */
const LOOKED_AT = 50;

/** The open tickets that are read in one go: at a first start, in the morning, after an outage. */
export class ReadingRound {
  readonly #store: Pick<Store, 'row' | 'stale' | 'counts'>;
  readonly #waiting = new Set<string>();
  #total = 0;

  constructor(store: Pick<Store, 'row' | 'stale' | 'counts'>) {
    this.#store = store;
  }

  get isUnderWay(): boolean {
    return this.#waiting.size > 0;
  }

  /** Takes in those that were last read before. */
  look(before: Millis, now: Millis): void {
    if (this.#store.counts().open > MOST) return;
    if (!this.isUnderWay) this.#total = 0;
    for (const id of this.#store.stale(before, MOST, now)) {
      if (this.#waiting.has(id)) continue;
      this.#waiting.add(id);
      this.#total += 1;
    }
  }

  /** It was read, or could not be. */
  passed(id: string): void {
    this.#waiting.delete(id);
  }

  /** Until when what is shown of the others is known: the oldest of them. */
  progress(): ReadingProgress | undefined {
    if (!this.isUnderWay || this.#total < WORTH_TELLING) return undefined;
    const ages = [...this.#waiting].slice(0, LOOKED_AT).map((id) => this.#store.row(id)?.fetchedAt);
    const known = ages.filter((at) => at !== undefined);
    return {
      done: this.#total - this.#waiting.size,
      total: this.#total,
      since: known.length === 0 ? undefined : Math.min(...known),
    };
  }
}
