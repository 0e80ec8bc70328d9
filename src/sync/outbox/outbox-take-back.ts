import {AppError} from '../../errors.ts';
import {isTakeBackTime} from '../../domain/outbox-before.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {move, type OutboxContext} from './outbox-context.ts';

export type TakeBackDeps = {
  readonly context: () => OutboxContext;
  /** Told when the time of an item is over. */
  readonly due: () => void;
};

/** Items queued by this process that can still be taken back; their time is in the database, for other processes. */
export class TakeBack {
  readonly #waiting = new Set<number>();
  readonly #deps: TakeBackDeps;
  #timer: unknown;

  constructor(deps: TakeBackDeps) {
    this.#deps = deps;
  }

  begin(id: number, ms: number): void {
    this.#waiting.add(id);
    this.#timer = this.#deps.context().timers.setTimeout(this.#deps.due, ms);
  }

  /** From now on it cannot be taken back; false where it could not before. Throws an AppError `store`. */
  end(item: OutboxItem): boolean {
    const context = this.#deps.context();
    if (!isTakeBackTime(item, context.clock.now())) return false;
    return move(context, item, ['queued', 'queued'], {notBefore: undefined});
  }

  /** The same of all items of this process. What the store does not take goes out at the next start. */
  endAll(): boolean {
    const {store, timers} = this.#deps.context();
    timers.clearTimeout(this.#timer);
    try {
      const own = store.outbox(['queued']).filter(({id}) => this.#waiting.has(id));
      this.#waiting.clear();
      return own.filter((item) => this.end(item)).length > 0;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }
}
