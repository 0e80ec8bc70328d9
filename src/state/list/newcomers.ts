import type {Store} from '../../store/store.ts';

/** A ticket that was never read is due at time 0, and so is one that has changed since. */
const SINCE_EVER = 1;
/** So many of those are looked at. */
const ENOUGH = 50;

/** Whether every ticket that can be read was read at least once, or tried. */
export function isEachRead(store: Pick<Store, 'stale' | 'row'>): boolean {
  return store.stale(SINCE_EVER, ENOUGH).every((id) => store.row(id)?.fetchedAt !== undefined);
}

/**
 * Decides which tickets that now come before the cursor's are news. While tickets are read for the first time they only
 * find their places, which is no news: the cursor's ticket stays above them. Only a ticket that was unknown before may
 * pass it.
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

  /** Of `more` tickets that came before the cursor's since the last look that was kept, those that are news. */
  among(more: number): {readonly news: number; readonly keep: () => void} {
    const known = this.#store.counts().all;
    const expected = this.#expected + Math.max(0, known - this.#known);
    const news = this.#isRead ? more : Math.min(more, expected);
    const isRead = isEachRead(this.#store);
    const keep = () => {
      this.#known = known;
      this.#isRead = isRead;
      this.#expected = isRead ? 0 : expected - Math.max(0, news);
    };
    return {news, keep};
  }
}
