import type {TicketChange} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';

type Listener = (changes: readonly TicketChange[]) => void;

/** Tells what became new in the store, whoever learnt it; of several processes that listen one tells of each. */
export class NewsFeed {
  readonly #store: Pick<Store, 'takeChanges'>;
  readonly #tryStore: (action: () => void) => void;
  readonly #listeners = new Set<Listener>();

  constructor(store: Pick<Store, 'takeChanges'>, tryStore: (action: () => void) => void) {
    this.#store = store;
    this.#tryStore = tryStore;
  }

  listen(listener: Listener): () => void {
    // What came while nobody listened is no news any more.
    if (this.#listeners.size === 0) this.#tryStore(() => this.#store.takeChanges());
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    if (this.#listeners.size === 0) return;
    const news = this.#store.takeChanges();
    if (news.length > 0) for (const listener of [...this.#listeners]) listener(news);
  }
}
