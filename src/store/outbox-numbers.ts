import type {OutboxItem} from '../domain/records.ts';

/**
 * The numbers by which this process knows the items of the outbox. They stay the same when it goes on with another
 * database, in which an item may have another number, and another item the number.
 */
export class OutboxNumbers {
  /** Of items that have another number there, by ours. */
  #there = new Map<number, number>();
  #here = new Map<number, number>();

  /** Takes in which items got another number, by the one in the database so far. */
  renumber(changed: ReadonlyMap<number, number>): void {
    const next = new Map(this.#there);
    for (const [before, now] of changed) next.set(this.toOurs(before), now);
    this.#there = next;
    this.#here = new Map([...next].map(([ours, theirs]) => [theirs, ours]));
  }

  /** The number in the database. */
  toTheirs(ours: number): number {
    return this.#there.get(ours) ?? follow(this.#here, ours);
  }

  toOurs(theirs: number): number {
    return this.#here.get(theirs) ?? follow(this.#there, theirs);
  }

  ours(item: OutboxItem): OutboxItem {
    const id = this.toOurs(item.id);
    return id === item.id ? item : {...item, id};
  }
}

/** A number that somebody else has taken goes on to the one that was given up for it. */
function follow(steps: ReadonlyMap<number, number>, from: number): number {
  let at = from;
  for (let next = steps.get(at); next !== undefined; next = steps.get(at)) at = next;
  return at;
}
