import type {Services} from './services.ts';
import type {ListQuery} from '../domain/records.ts';
import type {FilterContext} from '../domain/filter/filter-rules.ts';
import {keepChoices, keptChoices, NO_CHOICE, type Choices} from './kept-choices.ts';
import {createListQueries, type ListSelection} from './list-queries.ts';
import {windowTop} from './list-window.ts';
import {createState, type State} from './state.ts';
import {VIEWS, type ListGroup, type ListOrder, type View, type ViewChoice} from '../domain/views.ts';

export type ListPosition = ListSelection & {
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
  readonly views: readonly View[];
  readonly view: () => View;
  readonly query: () => ListQuery;
  /** The query of any view, without what the user filters there. */
  readonly wholeQuery: (view: number) => ListQuery;
  readonly context: () => FilterContext;
  readonly move: (delta: number) => void;
  readonly moveTo: (index: number) => void;
  /** False: this view does not have it. */
  readonly select: (id: string) => boolean;
  readonly setHeight: (height: number) => void;
  readonly setView: (view: number, ibx?: string) => void;
  readonly setFilter: (filter: string) => void;
  readonly setOrder: (order: ListOrder | undefined) => void;
  readonly setGroup: (group: ListGroup) => void;
  readonly group: () => ListGroup;
  /** Remembers filter and order of each view for the next start. */
  readonly keep: () => void;
  /** After the store changed: the same ticket stays selected, on the same row of the screen. */
  readonly follow: () => void;
};

/** Ages are counted from the minute: a query must not be another one at each look. */
const MINUTE = 60_000;

const START: Omit<ListPosition, 'choice' | 'at'> = {
  view: 0,
  ibx: undefined,
  top: 0,
  index: 0,
  selectedId: undefined,
  count: 0,
  moved: false,
  height: 1,
};

export function createListState(
  {store, clock}: Pick<Services, 'store' | 'clock'>,
  views: readonly View[] = VIEWS,
): ListState {
  let choices: Choices = keptChoices(store);
  const queries = createListQueries(store, views);
  const choiceOf = (index: number) => choices[queries.viewAt(index).id] ?? NO_CHOICE;
  const minute = () => Math.floor(clock.now() / MINUTE) * MINUTE;
  const state = createState<ListPosition>({...START, choice: choiceOf(0), at: minute()});
  const goTo = (change: Partial<ListPosition>) => {
    const next = {...state.get(), ...change};
    const index = Math.min(Math.max(0, next.index), Math.max(0, next.count - 1));
    const settled = {...next, index, top: windowTop({...next, index}, queries.groupsAt(next))};
    const [row] = store.page(queries.query(settled), index, 1);
    state.set({...settled, selectedId: row?.id});
  };
  const restart = (change: Partial<ListPosition>) => {
    const next = {...state.get(), ...change, at: minute(), top: 0, index: 0, moved: false};
    goTo({...next, count: store.count(queries.query(next))});
  };
  const choose = (change: Partial<ViewChoice>) => {
    const {view, choice} = state.get();
    choices = {...choices, [queries.viewAt(view).id]: {...choice, ...change}};
    restart({choice: choiceOf(view)});
  };
  const follow = () => {
    const before = {...state.get(), at: minute()};
    const query = queries.query(before);
    const index = followedIndex(store, query, before);
    const top = Math.max(0, before.top + index - before.index);
    goTo({at: before.at, count: store.count(query), index, top});
  };
  restart({});
  return {
    ...state,
    views,
    view: () => queries.viewAt(state.get().view),
    query: () => queries.query(state.get()),
    wholeQuery: (view) => queries.query({...state.get(), view, choice: NO_CHOICE}),
    context: () => queries.context(state.get().at),
    move: (delta) => goTo({index: state.get().index + delta, moved: true}),
    moveTo: (index) => goTo({index, moved: true}),
    select(id) {
      const index = store.positionOf(queries.query(state.get()), id);
      if (index !== -1) goTo({index, moved: true});
      return index !== -1;
    },
    setHeight(height) {
      if (height !== state.get().height) goTo({height: Math.max(1, height)});
    },
    setView: (view, ibx) => restart({view, ibx, choice: choiceOf(view)}),
    setFilter: (filter) => choose({filter}),
    setOrder: (order) => choose({order}),
    setGroup: (group) => choose({group}),
    group: () => queries.group(state.get()),
    keep: () => keepChoices(store, choices),
    follow,
  };
}

/** Where the cursor's ticket is now; the row stays where the user has not moved yet, or the ticket is gone. */
function followedIndex(
  store: Pick<Services['store'], 'positionOf'>,
  query: ListQuery,
  before: ListPosition,
): number {
  const {moved, selectedId, index} = before;
  const found = moved && selectedId !== undefined ? store.positionOf(query, selectedId) : -1;
  return found === -1 ? index : found;
}
