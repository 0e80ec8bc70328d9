import {createGenerator, type Generator} from './generate.ts';
import type {StoredTicket} from './model.ts';
import {summaryOf, type TicketRow} from './history-row.ts';

/**
 * All tickets there are, by position: first the hand-shaped ones, then the generated ones (made
 * when they are asked for, kept only once they changed), then those created here.
 */
export type World = {
  size: () => number;
  /** What order history needs to know of a position; cheap for generated tickets. */
  row: (position: number) => TicketRow;
  ticket: (position: number) => StoredTicket;
  /** The position of a case or order number, or of any other that it goes by. */
  position: (id: string) => number | undefined;
  find: (id: string) => StoredTicket | undefined;
  /** Puts a changed ticket back. */
  put: (ticket: StoredTicket) => void;
  add: (ticket: StoredTicket) => void;
  /** Grows with every change, so that sorted results know when they are stale. */
  version: () => number;
  /** Tickets held in full: hand-shaped, created, or changed. */
  kept: () => readonly StoredTicket[];
};

export type WorldOptions = {
  readonly seeds: readonly StoredTicket[];
  /** How many tickets there are at the start, hand-shaped ones included. */
  readonly count: number;
  readonly seed: number;
  /** The time ages are relative to, in milliseconds since 1970. */
  readonly now: number;
};

export function createWorld({seeds, count, seed, now}: WorldOptions): World {
  const shaped = seeds.slice(0, count);
  const generator: Generator = createGenerator({count: Math.max(count - shaped.length, 0), seed, now});
  const kept = new Map<number, StoredTicket>();
  const byId = new Map<string, number>();
  let size = shaped.length + generator.count;
  let version = 0;

  function keep(at: number, ticket: StoredTicket): void {
    kept.set(at, ticket);
    if (ticket.caseNumber !== undefined) byId.set(ticket.caseNumber, at);
    if (ticket.orderNumber !== undefined) byId.set(ticket.orderNumber, at);
    for (const number of ticket.otherNumbers ?? []) byId.set(number, at);
    version += 1;
  }

  function position(id: string): number | undefined {
    const known = byId.get(id);
    if (known !== undefined) return known;
    const index = generator.indexOf(id);
    return index === undefined ? undefined : shaped.length + index;
  }

  const ticket = (at: number): StoredTicket => kept.get(at) ?? generator.ticket(at - shaped.length);

  function put(changed: StoredTicket): void {
    const at = position(changed.caseNumber ?? changed.orderNumber ?? '');
    if (at === undefined) throw new Error('A ticket that is not in the world cannot change.');
    keep(at, changed);
  }

  for (const [at, entry] of shaped.entries()) keep(at, entry);

  return {
    size: () => size,
    ticket,
    position,
    put,
    row(at) {
      const held = kept.get(at);
      return held === undefined ? generator.row(at - shaped.length) : summaryOf(held);
    },
    find(id) {
      const at = position(id);
      return at === undefined ? undefined : ticket(at);
    },
    add(created) {
      keep(size, created);
      size += 1;
    },
    version: () => version,
    kept: () => [...kept.values()],
  };
}
