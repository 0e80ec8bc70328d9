import type {Services} from '../services.ts';
import {ListCore, type Travel, type CoreDeps} from './list-core.ts';
import {type ListMemory, type ListPosition, NOWHERE, placeIn} from './list-position.ts';
import {ListReader} from './list-reader.ts';
import type {ListQuery} from '../../domain/records.ts';
import type {FilterContext} from '../../domain/filter/filter-rules.ts';
import {createListQueries, type ListSelection} from './list-queries.ts';
import {createState, type State} from '../state.ts';
import {type ListGroup, type ListOrder, type View, type ViewChoice, VIEWS} from '../../domain/views.ts';
import {AppError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';

export type ListOptions = {
  /** Whether the list was read whole once. Until then the cursor stays on the first row unless somebody moves it or uses its ticket. */
  readonly isWhole?: () => boolean;
  readonly memory?: ListMemory;
  /** Rows that there will be room for, as far as that is known: the first frame has them then. */
  readonly height?: number;
};

/**
 * The list's cursor: it belongs to a ticket, and only keys move it. It is kept outside React, because keys come faster
 * than renders.
 */
export type ListState = State<ListPosition> & {
  readonly views: readonly View[];
  /** Other views; the one that is shown stays, or gives way to the first where it is gone. */
  readonly setViews: (views: readonly View[]) => void;
  readonly view: () => View;
  readonly query: () => ListQuery;
  /** The query of any view, without what the user filters there. */
  readonly wholeQuery: (view: number) => ListQuery;
  readonly context: () => FilterContext;
  readonly move: (delta: number) => void;
  readonly moveTo: (index: number) => void;
  /** Somebody uses the ticket under the cursor: it stays there from now on, also where the list was not read whole yet. */
  readonly hold: () => void;
  /** False: this view does not have it. */
  readonly select: (id: string) => boolean;
  readonly setHeight: (height: number) => void;
  readonly setView: (view: number, ibx?: string) => void;
  readonly setFilter: (filter: string) => void;
  /** Ends the filter: if the cursor's ticket is not in the list then, the cursor goes to the first one. */
  readonly accept: () => void;
  readonly setOrder: (order: ListOrder | undefined) => void;
  readonly setGroup: (group: ListGroup) => void;
  readonly group: () => ListGroup;
  /** Remembers filter and order of each view for the next start. */
  readonly keep: () => void;
  /** The rows as the store has them now; the cursor's ticket stays on its line. */
  readonly follow: () => void;
  /** The same after news, so that rows do not move too often. */
  readonly hear: () => void;
  /** Told which tickets the cursor has passed, the one it has come to last. Returns the unsubscribe. */
  readonly onTravel: (listener: Travel) => () => void;
  /** Ends what waits, and remembers where the cursor was. */
  readonly stop: () => void;
};

/** Ages are counted in whole minutes, so that the query does not change at each look. */
const MINUTE = 60_000;

/** The list and its cursor, at the first row or where it was left. */
export function createListState(
  {store, clock}: Pick<Services, 'store' | 'clock'>,
  views: readonly View[] = VIEWS,
  {isWhole = () => true, memory = {places: new Map(), view: undefined}, height = 1}: ListOptions = {},
): ListState {
  const queries = createListQueries(store, views);
  const minute = () => Math.floor(clock.now() / MINUTE) * MINUTE;
  const choices = keptChoices(store);
  const start = memory.view ?? {view: 0, ibx: undefined};
  const choice = choices[queries.viewAt(start.view).id] ?? NO_CHOICE;
  const state = createState<ListPosition>({...NOWHERE, ...start, height, choice, at: minute()});
  const reader = new ListReader(store, queries);
  const core = new ListCore(
    {state, reader, queries, store, minute, isWhole},
    isWhole() && store.counts().all > 0,
  );
  const news = new ListNews(core, state.get);
  const chosen = createChoosing({state, reader, queries, core, memory, minute}, choices);
  chosen.show(state.get());
  return {
    ...state,
    get views() {
      return queries.views();
    },
    setViews: chosen.setViews,
    view: () => queries.viewAt(state.get().view),
    query: () => queries.query(state.get()),
    wholeQuery: (view) => queries.query({...state.get(), view, choice: NO_CHOICE}),
    context: () => queries.context(state.get().at),
    move: (delta) => core.move(delta),
    moveTo: (index) => core.moveTo(index),
    hold: () => core.hold(),
    select: (id) => core.select(id),
    setView: chosen.setView,
    setHeight: chosen.setHeight,
    setFilter: (filter) => chosen.choose({filter}),
    setOrder: (order) => chosen.choose({order}),
    setGroup: (group) => chosen.choose({group}),
    accept: chosen.accept,
    group: () => queries.group(state.get()),
    keep: () => keepChoices(store, chosen.choices()),
    follow: () => core.follow(),
    hear: news.hear,
    onTravel(listener) {
      core.travellers.add(listener);
      return () => core.travellers.delete(listener);
    },
    stop() {
      chosen.remember();
      news.stop();
    },
  };
}

type Parts = Pick<CoreDeps, 'state' | 'reader' | 'queries' | 'minute'> & {
  readonly core: ListCore;
  readonly memory: ListMemory;
};

/** What the list shows, as the user chooses it: the ticket under the cursor stays what it was. */
function createChoosing({state, reader, queries, core, memory, minute}: Parts, kept: Choices) {
  let choices = kept;
  const idOf = (view: number) => queries.viewAt(view).id;
  const nameOf = ({view, ibx}: Pick<ListSelection, 'view' | 'ibx'>) => `${idOf(view)} ${ibx ?? ''}`;
  const show = (selection: ListSelection) => {
    const base = {...state.get(), ...selection, line: 0, newAbove: 0};
    const place = memory.places.get(nameOf(selection));
    if (place === undefined) return core.put(reader.moved(reader.onRow(base, 0), 0));
    return core.put(reader.onLine(reader.onSame({...base, line: place.line}, place)));
  };
  const remember = () => {
    const position = state.get();
    const place = placeIn(position);
    if (place !== undefined) memory.places.set(nameOf(position), place);
    memory.view = {view: position.view, ibx: position.ibx};
  };
  const setView = (view: number, ibx?: string) => {
    remember();
    show({view, ibx, choice: choices[idOf(view)] ?? NO_CHOICE, at: minute()});
  };
  const setViews = (next: readonly View[]) => {
    const shown = idOf(state.get().view);
    const index = next.findIndex(({id}) => id === shown);
    remember();
    queries.setViews(next);
    if (index === -1) show({view: 0, ibx: undefined, choice: choices[idOf(0)] ?? NO_CHOICE, at: minute()});
    else state.set((position) => ({...position, view: index}));
    memory.view = {view: state.get().view, ibx: state.get().ibx};
  };
  const choose = (change: Partial<ViewChoice>) => {
    const before = state.get();
    const choice = {...before.choice, ...change};
    choices = {...choices, [idOf(before.view)]: choice};
    const next = {...before, choice, at: minute(), newAbove: 0};
    const {selectedId} = next;
    if (selectedId === undefined) return core.put(reader.moved(reader.onRow(next, 0), 0));
    return core.put(reader.onLine(reader.inOrder(next, selectedId)));
  };
  const accept = () => {
    const before = state.get();
    if (before.own !== undefined || before.count < 2) return;
    core.arrive(reader.moved(reader.onRow(before, 0), 0), () => []);
  };
  const setHeight = (height: number) => {
    const before = state.get();
    if (Math.max(1, height) === before.height) return undefined;
    const next = {...before, height: Math.max(1, height)};
    const place = placeIn(before);
    if (place === undefined) return core.put(reader.moved(reader.onRow(next, 0), 0));
    return core.put(reader.onLine(reader.onSame(next, place)));
  };
  return {choices: () => choices, show, remember, setView, setViews, choose, accept, setHeight};
}

/** So long rows keep their places after some have changed them. */
const STEP_MS = 1000;

/**
 * The list after news. Rows that would move do so at most once a second, so that details that arrive one after the
 * other do not shuffle the list. Rows that only fill empty lines are shown at once.
 */
class ListNews {
  readonly #core: ListCore;
  readonly #shown: () => ListPosition;
  #rest: NodeJS.Timeout | undefined;
  #isDue = false;

  constructor(core: ListCore, shown: () => ListPosition) {
    this.#core = core;
    this.#shown = shown;
  }

  readonly hear = (): void => {
    // The reader also reports changes that do not concern the list: that it asks, or waits.
    if (this.#core.isUpToDate()) return;
    const before = this.#shown();
    this.#isDue = this.#rest !== undefined;
    if (this.#isDue && before.ids.length === before.height) return;
    this.#core.follow((next) => {
      const isStep = before.ids.some((id, line) => next.ids[line] !== id);
      if (isStep && this.#isDue) return false;
      this.#isDue = false;
      if (isStep) this.#wait();
      return true;
    });
  };

  stop(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#isDue = false;
  }

  #wait(): void {
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      if (this.#isDue) this.hear();
    }, STEP_MS);
    this.#rest.unref();
  }
}

/** What the user has chosen for each view, by the view's id. */
type Choices = Readonly<Record<string, ViewChoice>>;

const NO_CHOICE: ViewChoice = {filter: '', order: undefined, group: undefined};

const NAME = 'console.views';
const SORTS = ['attention', 'updated', 'created', 'status', 'ibx', 'id'] as const;
const GROUPS = ['none', 'ibx', 'status'] as const;

/** What was kept at an earlier run; whatever else stands there is left out. */
function keptChoices(store: Pick<Store, 'meta'>): Choices {
  const kept = parsed(store.meta(NAME));
  return Object.fromEntries(Object.entries(kept).map(([id, value]) => [id, choiceOf(value)]));
}

/** Keeps them for the next start. That a full disk or a read-only home has no room for them is no trouble. */
function keepChoices(store: Pick<Store, 'meta' | 'setMeta'>, choices: Choices): void {
  const chosen = Object.entries(choices).filter(
    ([, {filter, order, group}]) => filter !== '' || order !== undefined || group !== undefined,
  );
  const text = JSON.stringify(Object.fromEntries(chosen));
  try {
    if (text !== (store.meta(NAME) ?? '{}')) store.setMeta(NAME, text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function choiceOf(value: unknown): ViewChoice {
  const {filter, order, group} = fields(value);
  return {
    filter: typeof filter === 'string' ? filter : '',
    order: orderIn(order),
    group: GROUPS.find((name): name is ListGroup => name === group),
  };
}

function orderIn(value: unknown): ListOrder | undefined {
  const {sort, descending} = fields(value);
  const known = SORTS.find((name) => name === sort);
  return known === undefined ? undefined : {sort: known, descending: descending === true};
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return text === undefined ? {} : fields(JSON.parse(text));
  } catch {
    return {};
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? {...value} : {};
}
