import {isBefore} from '../list.ts';
import {orderOf, type Order} from '../list-query.ts';
import type {Gap, Place, RankedList, Start, Store} from '../store.ts';
import type {ListQuery, TicketRow} from '../../domain/records.ts';

/** One account's part of a list: its store, and what it is asked. */
export type Part = {
  readonly store: RankedList & Pick<Store, 'count'>;
  readonly query: ListQuery;
  /** The row as the joined list shows it. */
  readonly shown: (row: TicketRow) => TicketRow;
};

/** A row of one of the parts. */
type Mark = {readonly own: number; readonly place: Place};

/** How many rows of each part stand before a row of the joined list; without a row it is the beginning of the list, or its end. */
type Cut = {readonly before: readonly number[]; readonly row?: Mark | undefined};

/** So many rows are stepped over; further away the place is searched for. */
const STEP = 50;
/** Places that are remembered of one query. */
const MOST_CUTS = 40;
/** So often a guess is made of how far it is; then what is left is halved, which always ends. */
const GUESSES = 8;
const MOST_GUESSES = 100;

/**
 * Merges the lists of several databases. Each keeps its own indexes: the start of a page is known from a page or ticket
 * before it, or found by guessing and counting. From a known row, each index is read from that row on: nothing is read
 * from the beginning, and no more rows are read than are shown.
 */
export class JoinedList {
  #known: {readonly name: string; readonly cuts: Map<number, Cut>} = {name: '', cuts: new Map()};

  /** `name` changes with the query and with everything that the databases hold. */
  page(name: string, parts: readonly Part[], offset: number, limit: number): readonly TicketRow[] {
    const cut = cutAt(parts, this.#cuts(name, parts), offset);
    const {steps, end} = forwards(parts, cut, limit);
    this.#keep(cut);
    this.#keep(end);
    const rows = parts.map(({store, query, shown}, index) => {
      const count = (end.before[index] ?? 0) - (cut.before[index] ?? 0);
      return count === 0 ? [] : store.rowsFrom(query, startOf(cut, index), count).map(shown);
    });
    const next = parts.map(() => 0);
    return steps.flatMap((index) => {
      const at = next[index] ?? 0;
      next[index] = at + 1;
      return rows[index]?.[at] ?? [];
    });
  }

  /** How many rows of all parts stand before a row of one of them. Of rows that are alike those of the earlier part come first. */
  rank(name: string, parts: readonly Part[], row: Mark): number {
    const cuts = this.#cuts(name, parts);
    const order = orderOf(parts[row.own]?.query ?? {sort: 'id'});
    const isBehind = (cut: Cut) => cut.row !== undefined && isMarkBefore(row, cut.row, order);
    const known = around(parts, cuts, isBehind);
    const isLowNearer =
      known.low.row !== undefined ||
      (known.high.row === undefined && isInFirstHalf(parts[row.own], row.place, order));
    const cut = cutBefore(parts, row, {...known, isLowNearer});
    this.#keep(cut);
    return sum(cut);
  }

  #cuts(name: string, parts: readonly Part[]): readonly Cut[] {
    if (this.#known.name !== name) this.#known = {name, cuts: new Map([[0, {before: parts.map(() => 0)}]])};
    return [...this.#known.cuts.values()];
  }

  #keep(cut: Cut): void {
    const {cuts} = this.#known;
    // Where more was asked for than there is, it is the end.
    const offset = sum(cut);
    cuts.delete(offset);
    cuts.set(offset, cut);
    for (const oldest of cuts.keys()) if (cuts.size > MOST_CUTS) cuts.delete(oldest);
  }
}

function sum({before}: Cut): number {
  return before.reduce((all, one) => all + one, 0);
}

/** The place of a cut in one of the parts; undefined at the beginning and the end. */
function gapOf({row}: Cut, index: number): Gap | undefined {
  return row === undefined ? undefined : {place: row.place, isBehind: index < row.own};
}

function startOf(cut: Cut, index: number): Start {
  const gap = gapOf(cut, index);
  return gap === undefined ? {skip: cut.before[index] ?? 0} : {gap};
}

type Between = {
  readonly low: Cut;
  readonly high: Cut;
};

/** The nearest known cuts before and behind a place. */
function around(parts: readonly Part[], cuts: readonly Cut[], isBehind: (cut: Cut) => boolean): Between {
  let low: Cut = {before: parts.map(() => 0)};
  let high: Cut = {before: parts.map(({store, query}) => store.count(query))};
  for (const cut of cuts) {
    if (isBehind(cut)) high = sum(cut) < sum(high) ? cut : high;
    else if (cut.row !== undefined && sum(cut) > sum(low)) low = cut;
  }
  return {low, high};
}

/** The cut before a row. Only the rows between it and the nearer of two known cuts are counted. */
function cutBefore(
  parts: readonly Part[],
  row: Mark,
  {low, high, isLowNearer}: Between & {readonly isLowNearer: boolean},
): Cut {
  const cut: Cut = {before: [], row};
  const before = parts.map(({store, query}, index) => {
    const gap = gapOf(cut, index);
    return isLowNearer
      ? (low.before[index] ?? 0) + store.between(query, gapOf(low, index), gap)
      : (high.before[index] ?? 0) - store.between(query, gap, gapOf(high, index));
  });
  return {before, row};
}

function cutAt(parts: readonly Part[], cuts: readonly Cut[], offset: number): Cut {
  const distance = (cut: Cut) => Math.abs(offset - sum(cut));
  const [nearest] = cuts.toSorted((one, other) => distance(one) - distance(other));
  if (nearest !== undefined && distance(nearest) <= STEP)
    return stepped(parts, nearest, offset - sum(nearest));
  return searched(
    parts,
    around(parts, cuts, (cut) => sum(cut) > offset),
    offset,
  );
}

/** The cut so many rows further down, or up. */
function stepped(parts: readonly Part[], cut: Cut, steps: number): Cut {
  return steps < 0 ? backwards(parts, cut, -steps) : forwards(parts, cut, steps).end;
}

/** Of which part each of the rows behind a cut is, and the cut behind them. */
function forwards(
  parts: readonly Part[],
  cut: Cut,
  limit: number,
): {readonly steps: readonly number[]; readonly end: Cut} {
  if (limit === 0) return {steps: [], end: cut};
  const heads = parts.map(({store, query}, index) => store.places(query, startOf(cut, index), limit + 1));
  const rows = merged(parts, heads, limit + 1, (best, place, order) => !isBefore(best, place, order));
  const steps = rows.slice(0, limit).map(({own}) => own);
  return {steps, end: {before: counted(cut, steps, 1), row: rows[limit]}};
}

/** The cut so many rows above another. */
function backwards(parts: readonly Part[], cut: Cut, limit: number): Cut {
  const heads = parts.map(({store, query}, index) =>
    store.places(query, {gap: gapOf(cut, index), upwards: true}, limit),
  );
  const rows = merged(parts, heads, limit, isBefore);
  return {
    before: counted(
      cut,
      rows.map(({own}) => own),
      -1,
    ),
    row: rows.at(-1),
  };
}

function counted({before}: Cut, steps: readonly number[], by: number): readonly number[] {
  const counts = [...before];
  for (const index of steps) counts[index] = (counts[index] ?? 0) + by;
  return counts;
}

/** Takes one after the other whichever comes next of all parts. */
function merged(
  parts: readonly Part[],
  heads: readonly (readonly Place[])[],
  limit: number,
  isNext: typeof isBefore,
): readonly Mark[] {
  const taken = parts.map(() => 0);
  const rows: Mark[] = [];
  while (rows.length < limit) {
    let best: Mark | undefined;
    for (const [own, {query}] of parts.entries()) {
      const place = heads[own]?.[taken[own] ?? 0];
      if (place === undefined) continue;
      if (best === undefined || isNext(best.place, place, orderOf(query))) best = {own, place};
    }
    if (best === undefined) break;
    taken[best.own] = (taken[best.own] ?? 0) + 1;
    rows.push(best);
  }
  return rows;
}

/**
 * The cut before the row at `offset`. It takes a row near that offset in its own part; its position in the whole list
 * shows how far to move for the next guess, because the parts are distributed alike.
 */
function searched(parts: readonly Part[], known: Between, offset: number): Cut {
  let {low, high} = known;
  // If another process changes the lists meanwhile, only this limit ends the loop.
  for (let guess = 0; guess < MOST_GUESSES; guess += 1) {
    if (Math.min(offset - sum(low), sum(high) - offset) <= STEP) break;
    const widths = high.before.map((end, index) => end - (low.before[index] ?? 0));
    const own = widths.indexOf(Math.max(...widths));
    const width = widths[own] ?? 0;
    if (width < 2) break;
    const share = guess < GUESSES ? (offset - sum(low)) / Math.max(1, sum(high) - sum(low)) : 0.5;
    const down = Math.min(width - 1, Math.max(1, Math.round(width * share)));
    const next = cutIn(parts, own, {low, high, down, up: width - down});
    if (next === undefined) break;
    if (sum(next) <= offset) low = next;
    else high = next;
  }
  const nearest = offset - sum(low) <= sum(high) - offset ? low : high;
  return stepped(parts, nearest, offset - sum(nearest));
}

/** The cut before a row that stands so many rows of its own part behind one cut, and so many before another. */
function cutIn(
  parts: readonly Part[],
  own: number,
  {low, high, down, up}: Between & {readonly down: number; readonly up: number},
): Cut | undefined {
  const part = parts[own];
  const isLowNearer = down <= up;
  const start: Start = isLowNearer
    ? {gap: gapOf(low, own), skip: down}
    : {gap: gapOf(high, own), skip: up - 1, upwards: true};
  const [place] = part?.store.places(part.query, start, 1) ?? [];
  return place === undefined ? undefined : cutBefore(parts, {own, place}, {low, high, isLowNearer});
}

/** Where nothing is known: at which end of the list a row is nearer, as its own part has it. */
function isInFirstHalf(part: Part | undefined, place: Place, order: Order): boolean {
  if (part === undefined) return true;
  const {store, query} = part;
  const [middle] = store.places(query, {skip: Math.floor(store.count(query) / 2)}, 1);
  return middle === undefined || isBefore(place, middle, order);
}

function isMarkBefore(one: Mark, other: Mark, order: Order): boolean {
  const isAlike = isBefore(one.place, other.place, order) && isBefore(other.place, one.place, order);
  return isAlike ? one.own < other.own : isBefore(one.place, other.place, order);
}
