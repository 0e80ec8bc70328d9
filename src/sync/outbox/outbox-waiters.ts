import type {OutboxItem} from '../../domain/records.ts';
import {isSettled} from '../../domain/outbox-before.ts';

type Waiter = (item: OutboxItem) => void;

/** Callers that wait until casedeck can do no more for an item by itself. */
export class OutboxWaiters {
  readonly #itemOf: (id: number) => OutboxItem;
  readonly #waiters = new Map<number, Waiter[]>();
  /** Unknown items that could not be looked for at the first try: they are waited for no longer. */
  readonly #stuck = new Set<number>();
  /** Items that were looked for, and for which somebody asked to look again. */
  readonly #wanted = new Set<number>();

  constructor(itemOf: (id: number) => OutboxItem) {
    this.#itemOf = itemOf;
  }

  ids(): Iterable<number> {
    return this.#waiters.keys();
  }

  /** The item when it is settled; at once where it is. */
  async wait(id: number): Promise<OutboxItem> {
    const item = this.#itemOf(id);
    if (this.#isSettled(item)) return item;
    return new Promise((resolve) => {
      this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), resolve]);
    });
  }

  stuck(id: number): void {
    this.#stuck.add(id);
    this.#wanted.delete(id);
  }

  /** From now on the item is waited for until it was looked for once more. */
  want(id: number): void {
    this.#stuck.delete(id);
    this.#wanted.add(id);
  }

  isWanted(id: number): boolean {
    return this.#wanted.has(id);
  }

  looked(id: number): void {
    this.#wanted.delete(id);
  }

  /** Tells those who wait for it, where it is settled now; gives the item back then. */
  settle(id: number): OutboxItem | undefined {
    const waiters = this.#waiters.get(id);
    if (waiters === undefined) return undefined;
    const item = this.#itemOf(id);
    if (!this.#isSettled(item)) return undefined;
    this.#waiters.delete(id);
    for (const resolve of waiters) resolve(item);
    return item;
  }

  /** Everybody gets the item as it is. */
  giveUp(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const [id, resolvers] of waiters) {
      const item = this.#itemOf(id);
      for (const resolve of resolvers) resolve(item);
    }
  }

  #isSettled(item: OutboxItem): boolean {
    if (item.state !== 'unknown') this.#stuck.delete(item.id);
    if (this.#wanted.has(item.id) && item.state === 'unknown') return false;
    return isSettled(item) || this.#stuck.has(item.id);
  }
}
