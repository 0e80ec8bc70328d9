/** Those who want to hear of news that the store gives to one process, once. */
export class NewsFeed<T> {
  readonly #take: () => readonly T[];
  readonly #guard: (action: () => void) => void;
  readonly #listeners = new Set<(news: readonly T[]) => void>();

  /** `guard` runs what may fail with the store. */
  constructor(take: () => readonly T[], guard: (action: () => void) => void) {
    this.#take = take;
    this.#guard = guard;
  }

  on(listener: (news: readonly T[]) => void): () => void {
    // What came while nobody listened is no news any more.
    if (this.#listeners.size === 0) this.#guard(() => this.#take());
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    if (this.#listeners.size === 0) return;
    const news = this.#take();
    if (news.length > 0) for (const listener of [...this.#listeners]) listener(news);
  }
}
