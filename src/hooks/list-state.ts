import type {ListQuery, Store, TicketRow} from '../store/types.ts';
import {createState, type State} from './state.ts';
import {queryOf, VIEWS, type View} from './views.ts';

export type ListPosition = {
  /** Index into VIEWS. */
  readonly view: number;
  readonly filter: string;
  /** The first row on screen, and the selected one; both count from 0. */
  readonly top: number;
  readonly index: number;
  readonly selectedId: string | undefined;
  readonly count: number;
  /** Whether the user has moved yet: until then the cursor stays on the first row, whatever comes in. */
  readonly moved: boolean;
  /** Rows on screen. */
  readonly height: number;
};

/** The list's cursor. It lives outside React: keys arrive faster than renders. */
export type ListState = State<ListPosition> & {
  readonly view: () => View;
  readonly query: () => ListQuery;
  readonly move: (delta: number) => void;
  readonly moveTo: (index: number) => void;
  readonly select: (id: string) => void;
  readonly setHeight: (height: number) => void;
  readonly setView: (view: number) => void;
  readonly setFilter: (filter: string) => void;
  /** After the store changed: the same ticket stays selected, on the same row of the screen. */
  readonly follow: () => void;
  readonly selected: () => TicketRow | undefined;
};

const START: ListPosition = {view: 0, filter: '', top: 0, index: 0, selectedId: undefined, count: 0, moved: false, height: 1};

export function createListState(store: Store): ListState {
  const state = createState<ListPosition>(START);
  const queryFor = (position: ListPosition) => queryOf(viewAt(position.view), position.filter);
  const idAt = (position: ListPosition) => store.page(queryFor(position), position.index, 1)[0]?.id;

  const goTo = (change: Partial<ListPosition>) => {
    const next = {...state.get(), ...change};
    const index = clamp(next.index, 0, Math.max(0, next.count - 1));
    const settled = {...next, index, top: windowTop(next.top, index, next)};
    state.set({...settled, selectedId: idAt(settled)});
  };
  const restart = (change: Partial<ListPosition>) => {
    const next = {...state.get(), ...change, top: 0, index: 0, moved: false};
    goTo({...next, count: store.count(queryFor(next))});
  };
  const follow = () => {
    const before = state.get();
    const query = queryFor(before);
    const count = store.count(query);
    const isFollowed = before.moved && before.selectedId !== undefined;
    const found = isFollowed ? store.positionOf(query, before.selectedId) : -1;
    const index = found === -1 ? before.index : found;
    goTo({count, index, top: Math.max(0, before.top + index - before.index)});
  };
  restart({});
  return {
    ...state,
    view: () => viewAt(state.get().view),
    query: () => queryFor(state.get()),
    move: (delta) => goTo({index: state.get().index + delta, moved: true}),
    moveTo: (index) => goTo({index, moved: true}),
    select(id) {
      const index = store.positionOf(queryFor(state.get()), id);
      if (index !== -1) goTo({index, moved: true});
    },
    setHeight(height) {
      if (height !== state.get().height) goTo({height: Math.max(1, height)});
    },
    setView: (view) => restart({view, filter: ''}),
    setFilter: (filter) => restart({filter}),
    follow,
    selected() {
      const {selectedId} = state.get();
      return selectedId === undefined ? undefined : store.row(selectedId);
    },
  };
}

/**
 * The window moves only when the cursor would leave it, then by half a page, so that walking down a list
 * over a slow line rewrites the screen once in ten keys and not at each; it leaves no empty rows at the end.
 */
function windowTop(top: number, index: number, {height, count}: ListPosition): number {
  const isInside = index >= top && index < top + height;
  const half = Math.floor(height / 2);
  const moved = index < top ? index - height + 1 + half : index - half;
  return clamp(isInside ? top : moved, 0, Math.max(0, count - height));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function viewAt(index: number): View {
  const view = VIEWS[index] ?? VIEWS[0];
  if (view === undefined) throw new Error('there are no views');
  return view;
}
