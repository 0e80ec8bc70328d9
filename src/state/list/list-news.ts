import type {ListCore} from './list-core.ts';
import type {ListPosition} from './list-position.ts';

/** So long rows keep their places after some have changed them. */
const STEP_MS = 1000;

/**
 * The list after news. Rows that would change their places do so in one step a second at most: details that come in
 * one after the other must not shuffle it under the eye. What only fills empty lines is there at once.
 */
export class ListNews {
  readonly #core: ListCore;
  readonly #shown: () => ListPosition;
  #rest: NodeJS.Timeout | undefined;
  #isDue = false;

  constructor(core: ListCore, shown: () => ListPosition) {
    this.#core = core;
    this.#shown = shown;
  }

  readonly hear = (): void => {
    const before = this.#shown();
    this.#isDue = this.#rest !== undefined;
    if (this.#isDue && before.ids.length === before.height) return;
    const next = this.#core.followed();
    const isStep = before.ids.some((id, line) => next.ids[line] !== id);
    if (isStep && this.#isDue) return;
    this.#isDue = false;
    this.#core.put(next);
    if (isStep) this.#wait();
  };

  stop(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#isDue = false;
  }

  #wait(): void {
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      if (this.#isDue) this.hear();
    }, STEP_MS);
    this.#rest.unref();
  }
}
