import type {Store} from '../../store/store.ts';

/** What was never tried to be read is due since ever, and so is what has changed since. */
const SINCE_EVER = 1;
/** So many of those are looked at. */
const ENOUGH = 50;

/** Whether every ticket that can be read was read at least once, or tried. */
export function isEachRead(store: Pick<Store, 'stale' | 'row'>): boolean {
  return store.stale(SINCE_EVER, ENOUGH).every((id) => store.row(id)?.fetchedAt !== undefined);
}

/**
 * Which tickets that now stand above the cursor are news. While tickets are read for the first time they find their
 * places, which is none: the cursor's stays above them then, and only one that was not known before goes past it.
 */
export class Newcomers {
  readonly #store: Pick<Store, 'counts' | 'stale' | 'row'>;
  #known = 0;
  /** New tickets that have not come above the cursor yet: their need may not be read. */
  #expected = 0;
  #isRead = true;

  constructor(store: Pick<Store, 'counts' | 'stale' | 'row'>) {
    this.#store = store;
    this.begin();
  }

  /** From now on: what is known is no news. */
  begin(): void {
    this.#known = this.#store.counts().all;
    this.#expected = 0;
    this.#isRead = isEachRead(this.#store);
  }

  /** Of `more` tickets above the cursor since the last look, those that are news. */
  among(more: number): number {
    const known = this.#store.counts().all;
    this.#expected += Math.max(0, known - this.#known);
    this.#known = known;
    const news = this.#isRead ? more : Math.min(more, this.#expected);
    this.#isRead = isEachRead(this.#store);
    this.#expected = this.#isRead ? 0 : this.#expected - Math.max(0, news);
    return news;
  }
}
