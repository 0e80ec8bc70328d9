import type {Store} from '../../store/store.ts';
import type {ListState} from './list-state.ts';
import {createState, type State} from '../state.ts';

export type Marks = {
  /** Marked tickets, in whichever view they are. */
  readonly ids: ReadonlySet<string>;
  /**
   * A range that is being marked: the tickets that the cursor has passed since it began, the first one first. Tickets
   * that come in between are not part of it. Undefined: no range has begun.
   */
  readonly range: readonly string[] | undefined;
};

export type MarkState = State<Marks> & {
  /** Marks the ticket under the cursor, or takes its mark away, and goes on to the next. */
  readonly toggle: () => void;
  /** Begins a range at the cursor; the second time marks everything that the cursor has passed. */
  readonly range: () => void;
  readonly dropRange: () => void;
  /** How many tickets stand in the range that came in since. */
  readonly arrived: () => number;
  /** Marks the tickets of the view; how many are left out because there are too many. */
  readonly all: () => number;
  readonly clear: () => void;
  /** After a change of the store: a mark stays on its ticket, even if the ticket's shown number has changed. */
  readonly follow: () => void;
  /** The marked tickets, those of this view first and in its order, then those that it does not show. */
  readonly sorted: () => {readonly shown: readonly string[]; readonly hidden: readonly string[]};
};

/** More than anybody means to act on at once. */
const MOST = 1000;
const NONE: Marks = {ids: new Set(), range: undefined};

/** Which tickets are marked. They stay marked in other views and behind other filters. */
export function createMarkState(store: Store, list: ListState): MarkState {
  const state = createState(NONE);
  const add = (ids: readonly string[]) =>
    state.set((marks) => ({ids: new Set([...marks.ids, ...ids]), range: undefined}));
  list.onTravel((passed) => {
    const {range} = state.get();
    if (range !== undefined) state.set((marks) => ({...marks, range: walked(range, passed())}));
  });
  return {
    ...state,
    toggle() {
      const {range} = state.get();
      if (range !== undefined) return add(range);
      const {selectedId} = list.get();
      if (selectedId === undefined) return undefined;
      state.set((marks) => {
        const next = new Set(marks.ids);
        if (!next.delete(selectedId)) next.add(selectedId);
        return {...marks, ids: next};
      });
      return list.move(1);
    },
    range() {
      const {range} = state.get();
      const {selectedId} = list.get();
      if (range !== undefined) return add(range);
      if (selectedId !== undefined) state.set((marks) => ({...marks, range: [selectedId]}));
      return undefined;
    },
    dropRange: () => state.set((marks) => ({...marks, range: undefined})),
    arrived: () => arrivedIn(store, list, state.get().range),
    all() {
      const query = list.query();
      add(store.page(query, 0, MOST).map(({id}) => id));
      return Math.max(0, store.count(query) - MOST);
    },
    clear: () => state.set(NONE),
    follow() {
      const {ids, range = []} = state.get();
      const shown = (id: string) => store.row(id)?.id ?? id;
      if (![...ids, ...range].some((id) => shown(id) !== id)) return;
      state.set((marks) => ({ids: new Set([...ids].map(shown)), range: marks.range?.map(shown)}));
    },
    sorted() {
      const query = list.query();
      const ids = [...state.get().ids];
      const shown = store
        .page({...query, filter: {...query.filter, ids: idsWithin(query.filter.ids, ids)}}, 0, ids.length)
        .map((row) => row.id as string);
      return {shown, hidden: ids.filter((id) => !shown.includes(id))};
    },
  };
}

/** The range after the cursor has passed these: it grows, or shrinks if the cursor came back. */
function walked(range: readonly string[], passed: readonly string[]): readonly string[] {
  let now = range;
  for (const id of passed) {
    const at = now.indexOf(id);
    now = at === -1 ? [...now, id] : now.slice(0, at + 1);
  }
  return now;
}

function arrivedIn(store: Store, list: ListState, range: readonly string[] | undefined): number {
  const [first, last] = [range?.[0], range?.at(-1)];
  if (range === undefined || first === undefined || last === undefined) return 0;
  const query = list.query();
  const ends = [store.positionOf(query, first), store.positionOf(query, last)];
  const from = Math.min(...ends);
  if (from < 0) return 0;
  const rows = store.page(query, from, Math.min(MOST, Math.max(...ends) - from + 1));
  const own = new Set(range);
  return rows.filter(({id}) => !own.has(id)).length;
}

function idsWithin(wanted: readonly string[] | undefined, ids: readonly string[]): readonly string[] {
  return wanted === undefined ? ids : ids.filter((id) => wanted.includes(id));
}
