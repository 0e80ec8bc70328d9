import {isBefore} from '../list.ts';
import {orderOf} from '../list-query.ts';
import type {Gap, Place, RankedList, Store} from '../store.ts';
import type {ListQuery, TicketRow} from '../../domain/records.ts';

/** One account's part of a list: its store, and what it is asked. */
export type Part = {
  readonly store: RankedList & Pick<Store, 'count' | 'page'>;
  readonly query: ListQuery;
  /** The row as the joined list shows it. */
  readonly shown: (row: TicketRow) => TicketRow;
};

/** How many rows of each part stand before a row of the joined list. */
type Cut = readonly number[];

/** So many rows are stepped over; further away the place is searched for. */
const STEP = 100;
/** Places that are remembered of one query. */
const MOST_CUTS = 40;
/** So often a guess is made of how far it is; then what is left is halved, which always ends. */
const GUESSES = 8;
const MOST_GUESSES = 100;

/**
 * Merges the orders of several databases. Each keeps its own indexes: where a page begins is known from the page before, or found by
 * guesses and counting, and no more rows are read than it shows.
 */
export class JoinedList {
  #known: {readonly name: string; readonly cuts: Map<number, Cut>} = {name: '', cuts: new Map()};

  /** `name` changes with the query and with everything that the databases hold. */
  page(name: string, parts: readonly Part[], offset: number, limit: number): readonly TicketRow[] {
    const cut = this.#cutAt(name, parts, offset);
    const steps = forwards(parts, cut, limit);
    const behind = cut.map((before, index) => before + steps.filter((step) => step === index).length);
    this.#keep(cut);
    this.#keep(behind);
    const rows = parts.map(({store, query, shown}, index) => {
      const from = cut[index] ?? 0;
      const count = (behind[index] ?? 0) - from;
      return count === 0 ? [] : store.page(query, from, count).map(shown);
    });
    const next = parts.map(() => 0);
    return steps.flatMap((index) => {
      const at = next[index] ?? 0;
      next[index] = at + 1;
      return rows[index]?.[at] ?? [];
    });
  }

  #keep(cut: Cut): void {
    const {cuts} = this.#known;
    // Where more was asked for than there is, it is the end.
    const offset = sum(cut);
    cuts.delete(offset);
    cuts.set(offset, cut);
    for (const oldest of cuts.keys()) if (cuts.size > MOST_CUTS) cuts.delete(oldest);
  }

  #cutAt(name: string, parts: readonly Part[], offset: number): Cut {
    if (this.#known.name !== name) this.#known = {name, cuts: new Map([[0, parts.map(() => 0)]])};
    const {cuts} = this.#known;
    const nearest = [...cuts.keys()].toSorted((a, b) => Math.abs(a - offset) - Math.abs(b - offset))[0] ?? 0;
    const cut = cuts.get(nearest) ?? parts.map(() => 0);
    return Math.abs(offset - nearest) > STEP
      ? searched(parts, offset)
      : stepped(parts, cut, offset - nearest);
  }
}

/** How many rows of all parts stand before a row of one of them. Of rows that are alike those of the earlier part come first. */
export function rankIn(parts: readonly Part[], own: number, place: Place): number {
  return sum(parts.map((part, index) => rankOf(part, {place, isBehind: index < own})));
}

function rankOf({store, query}: Part, gap: Gap): number {
  return store.between(query, undefined, gap);
}

function sum(cut: Cut): number {
  return cut.reduce((all, one) => all + one, 0);
}

/** The cut so many rows further down, or up. */
function stepped(parts: readonly Part[], cut: Cut, steps: number): Cut {
  if (steps === 0) return cut;
  const taken = steps > 0 ? forwards(parts, cut, steps) : backwards(parts, cut, -steps);
  const next = [...cut];
  for (const index of taken) next[index] = (next[index] ?? 0) + Math.sign(steps);
  return next;
}

/** Of which part each of the rows behind a cut is. */
function forwards(parts: readonly Part[], cut: Cut, limit: number): readonly number[] {
  const heads = parts.map(({store, query}, index) =>
    limit === 0 ? [] : store.places(query, cut[index] ?? 0, limit),
  );
  return merged(parts, heads, limit, (best, place, order) => !isBefore(best, place, order));
}

/** The same of the rows above it, the nearest first. */
function backwards(parts: readonly Part[], cut: Cut, limit: number): readonly number[] {
  const heads = parts.map(({store, query}, index) => {
    const before = cut[index] ?? 0;
    const from = Math.max(0, before - limit);
    return before === from ? [] : store.places(query, from, before - from).toReversed();
  });
  return merged(parts, heads, limit, isBefore);
}

/** Takes one after the other whichever comes next of all parts. */
function merged(
  parts: readonly Part[],
  heads: readonly (readonly Place[])[],
  limit: number,
  isNext: typeof isBefore,
): readonly number[] {
  const taken = parts.map(() => 0);
  const steps: number[] = [];
  while (steps.length < limit) {
    let best: {readonly index: number; readonly place: Place} | undefined;
    for (const [index, {query}] of parts.entries()) {
      const place = heads[index]?.[taken[index] ?? 0];
      if (place === undefined) continue;
      if (best === undefined || isNext(best.place, place, orderOf(query))) best = {index, place};
    }
    if (best === undefined) break;
    taken[best.index] = (taken[best.index] ?? 0) + 1;
    steps.push(best.index);
  }
  return steps;
}

/** A row of one part, and how many rows of each part stand before it. */
type Mark = {readonly own: number; readonly place: Place; readonly cut: Cut};

/**
 * The cut before the row at `offset`. A row is taken that stands about there in its own part; where it stands among all tells how far it is
 * to the next guess, as the parts run much alike. From one row to the next only the rows between them are counted.
 */
function searched(parts: readonly Part[], offset: number): Cut {
  let low: Cut = parts.map(() => 0);
  let high: Cut = parts.map(({store, query}) => store.count(query));
  let mark: Mark | undefined;
  let nearest = low;
  // Where another process changes the lists meanwhile nothing else ends it.
  for (let guess = 0; guess < MOST_GUESSES && Math.abs(offset - sum(nearest)) > STEP; guess += 1) {
    const widths = high.map((end, index) => end - (low[index] ?? 0));
    const own = widths.indexOf(Math.max(...widths));
    const width = widths[own] ?? 0;
    if (width < 2) break;
    const share = guess < GUESSES ? (offset - sum(low)) / Math.max(1, sum(widths)) : 0.5;
    const middle = (low[own] ?? 0) + Math.min(width - 1, Math.max(1, Math.round(width * share)));
    const next = markAt(parts, own, middle, mark);
    if (next === undefined) break;
    mark = next;
    nearest = next.cut;
    if (sum(nearest) <= offset) low = nearest;
    else high = nearest;
  }
  return stepped(parts, nearest, offset - sum(nearest));
}

function markAt(parts: readonly Part[], own: number, at: number, before: Mark | undefined): Mark | undefined {
  const part = parts[own];
  const place = part?.store.places(part.query, at, 1)[0];
  if (place === undefined) return undefined;
  const gapOf = (index: number): Gap => ({place, isBehind: index < own});
  const cut = parts.map((other, index) => {
    if (index === own) return at;
    if (before === undefined) return rankOf(other, gapOf(index));
    const {store, query} = other;
    const known = before.cut[index] ?? 0;
    const old: Gap = {place: before.place, isBehind: index < before.own};
    // One of the two is none: the places stand in one order.
    return known + store.between(query, old, gapOf(index)) - store.between(query, gapOf(index), old);
  });
  return {own, place, cut};
}
