import {isBefore} from '../list.ts';
import {orderOf} from '../list-query.ts';
import type {Place, Ranked, RankedList, Store} from '../store.ts';
import type {ListQuery, TicketRow} from '../../domain/records.ts';

/** One account's part of a list: its store, and what it is asked. */
export type Part = {
  readonly store: RankedList & Pick<Store, 'count'>;
  readonly query: ListQuery;
  /** The row as the joined list shows it. */
  readonly shown: (row: TicketRow) => TicketRow;
};

/** How many rows of each part stand before a row of the joined list. */
type Cut = readonly number[];

/** So many rows are stepped over; further away the place is searched for by halves. */
const STEP = 300;
/** Places that are remembered of one query. */
const MOST_CUTS = 40;

/**
 * Merges the orders of several databases. Each keeps its own indexes: a page reads no more rows than are shown from each, and where it
 * begins is known from the page before, or found by counting.
 */
export class JoinedList {
  #known: {readonly name: string; readonly cuts: Map<number, Cut>} = {name: '', cuts: new Map()};

  /** `name` changes with the query and with everything that the databases hold. */
  page(name: string, parts: readonly Part[], offset: number, limit: number): readonly TicketRow[] {
    const cut = this.#cutAt(name, parts, offset);
    const {rows, cut: behind} = forwards(parts, cut, limit);
    this.#keep(cut);
    this.#keep(behind);
    return rows;
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
    if (Math.abs(offset - nearest) > STEP) return searched(parts, offset);
    if (offset < nearest) return backwards(parts, cut, nearest - offset);
    return forwards(parts, cut, offset - nearest).cut;
  }
}

/** How many rows of all parts stand before a row of one of them. Of rows that are alike those of the earlier part come first. */
export function rankIn(parts: readonly Part[], own: number, place: Place): number {
  return sum(ranksOf(parts, own, place));
}

function ranksOf(parts: readonly Part[], own: number, place: Place): Cut {
  return parts.map(({store, query}, index) => store.rankOf(query, place, index < own));
}

function sum(cut: Cut): number {
  return cut.reduce((all, one) => all + one, 0);
}

/** The rows behind a cut in their order, and the cut behind them. */
function forwards(parts: readonly Part[], cut: Cut, limit: number): {rows: readonly TicketRow[]; cut: Cut} {
  const heads = parts.map(({store, query}, index) =>
    limit === 0 ? [] : store.ranked(query, cut[index] ?? 0, limit),
  );
  const taken = parts.map(() => 0);
  const rows: TicketRow[] = [];
  while (rows.length < limit) {
    const next = first(parts, heads, taken);
    if (next === undefined) break;
    rows.push(next.part.shown(next.head.row));
    taken[next.index] = (taken[next.index] ?? 0) + 1;
  }
  return {rows, cut: cut.map((before, index) => before + (taken[index] ?? 0))};
}

type Head = {readonly part: Part; readonly index: number; readonly head: Ranked};

/** The first of the next rows of all parts. */
function first(
  parts: readonly Part[],
  heads: readonly (readonly Ranked[])[],
  taken: readonly number[],
): Head | undefined {
  let best: Head | undefined;
  for (const [index, part] of parts.entries()) {
    const head = heads[index]?.[taken[index] ?? 0];
    if (head === undefined) continue;
    if (best === undefined || !isBefore(best.head.place, head.place, orderOf(part.query)))
      best = {part, index, head};
  }
  return best;
}

/** The cut so many rows above another. */
function backwards(parts: readonly Part[], cut: Cut, steps: number): Cut {
  const left = [...cut];
  const above = parts.map(({store, query}, index) => {
    const from = Math.max(0, (cut[index] ?? 0) - steps);
    return {from, rows: store.ranked(query, from, (cut[index] ?? 0) - from)};
  });
  const lastOf = (index: number) => above[index]?.rows[(left[index] ?? 0) - (above[index]?.from ?? 0) - 1];
  for (let step = 0; step < steps; step += 1) {
    let best: {readonly index: number; readonly place: Place} | undefined;
    for (const [index, part] of parts.entries()) {
      const last = lastOf(index);
      if (last === undefined) continue;
      if (best === undefined || isBefore(best.place, last.place, orderOf(part.query)))
        best = {index, place: last.place};
    }
    if (best === undefined) break;
    left[best.index] = (left[best.index] ?? 0) - 1;
  }
  return left;
}

/** The cut before the row at `offset`, found by halving what is left of the longest part. */
function searched(parts: readonly Part[], offset: number): Cut {
  let low: Cut = parts.map(() => 0);
  let high: Cut = parts.map(({store, query}) => store.count(query));
  for (;;) {
    const widths = high.map((end, index) => end - (low[index] ?? 0));
    const widest = Math.max(0, ...widths);
    if (widest < 2 || sum(widths) <= STEP) break;
    const index = widths.indexOf(widest);
    const middle = (low[index] ?? 0) + Math.floor(widest / 2);
    const part = parts[index];
    const place = part?.store.ranked(part.query, middle, 1)[0]?.place;
    if (place === undefined) break;
    const ranks = ranksOf(parts, index, place);
    if (sum(ranks) <= offset) low = ranks;
    else high = ranks;
  }
  return forwards(parts, low, Math.max(0, offset - sum(low))).cut;
}
