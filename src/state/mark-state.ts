import type {Store} from '../store/store.ts';
import type {ListState} from './list-state.ts';
import {createState, type State} from './state.ts';

export type Marks = {
  /** Marked tickets, in whichever view they are. */
  readonly ids: ReadonlySet<string>;
  /** Where a range of marks was begun; undefined: none is under way. */
  readonly anchor: string | undefined;
};

export type MarkState = State<Marks> & {
  /** Marks the ticket under the cursor, or takes its mark away, and goes on to the next. */
  readonly toggle: () => void;
  /** Begins a range at the cursor; the second time marks everything between. */
  readonly range: () => void;
  readonly dropRange: () => void;
  /** Marks the tickets of the view; how many are left out because there are too many. */
  readonly all: () => number;
  readonly clear: () => void;
  /** After the store changed: a mark stays on its ticket, by whichever number that goes now. */
  readonly follow: () => void;
  /** The marked tickets, those of this view first and in its order, then those that it does not show. */
  readonly sorted: () => {readonly shown: readonly string[]; readonly hidden: readonly string[]};
};

/** More than anybody means to act on at once. */
const MOST = 1000;
const NONE: Marks = {ids: new Set(), anchor: undefined};

/** Which tickets are marked. They stay marked in other views and behind other filters. */
export function createMarkState(store: Store, list: ListState): MarkState {
  const state = createState(NONE);
  const add = (ids: readonly string[]) =>
    state.set((marks) => ({ids: new Set([...marks.ids, ...ids]), anchor: undefined}));
  const between = (): readonly string[] => {
    const {anchor} = state.get();
    const query = list.query();
    const start = anchor === undefined ? -1 : store.positionOf(query, anchor);
    if (start === -1) return [];
    const {index} = list.get();
    const first = Math.min(start, index);
    return store.page(query, first, Math.min(MOST, Math.abs(start - index) + 1)).map(({id}) => id);
  };
  return {
    ...state,
    toggle() {
      if (state.get().anchor !== undefined) return add(between());
      const {selectedId} = list.get();
      if (selectedId === undefined) return;
      state.set(({ids, anchor}) => {
        const next = new Set(ids);
        if (!next.delete(selectedId)) next.add(selectedId);
        return {ids: next, anchor};
      });
      list.move(1);
    },
    range() {
      if (state.get().anchor !== undefined) return add(between());
      // From now on the cursor belongs to this ticket, whatever comes in.
      list.move(0);
      state.set((marks) => ({...marks, anchor: list.get().selectedId}));
    },
    dropRange: () => state.set((marks) => ({...marks, anchor: undefined})),
    all() {
      const query = list.query();
      add(store.page(query, 0, MOST).map(({id}) => id));
      return Math.max(0, store.count(query) - MOST);
    },
    clear: () => state.set(NONE),
    follow() {
      const {ids, anchor} = state.get();
      const shown = (id: string) => store.row(id)?.id ?? id;
      if (ids.size === 0 && anchor === undefined) return;
      if (![...ids, anchor].some((id) => id !== undefined && shown(id) !== id)) return;
      state.set({
        ids: new Set([...ids].map(shown)),
        anchor: anchor === undefined ? undefined : shown(anchor),
      });
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

function idsWithin(wanted: readonly string[] | undefined, ids: readonly string[]): readonly string[] {
  return wanted === undefined ? ids : ids.filter((id) => wanted.includes(id));
}

/** Whether a row lies in the range that is being marked; `from` and `to` are positions in the list. */
export function isInRange(index: number, from: number | undefined, to: number): boolean {
  if (from === undefined || from < 0) return false;
  return index >= Math.min(from, to) && index <= Math.max(from, to);
}
