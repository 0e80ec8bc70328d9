import {ORDER_KINDS} from './orders/other-orders.ts';
import {isFinal, KNOWN_STATUSES} from './ticket.ts';
import type {ListQuery, TicketFilter, TicketSort, ViewCounts} from './records.ts';
import type {FilterContext} from './filter/filter-rules.ts';
import {mergeFilters} from './filter/merge-filters.ts';
import {parseFilter} from './filter/parse-filter.ts';
import type {SavedSearch} from './saved-search.ts';

export type ListOrder = {readonly sort: TicketSort; readonly descending: boolean};
export type ListGroup = ViewSettings['group'];

/** A named selection of tickets; the keys 1 to 9 choose one. */
export type View = {
  /** Its name in the configuration and in stored state. */
  readonly id: string;
  /** `ibx` asks which IBX first; `outbox` is a screen of its own. */
  readonly kind: 'tickets' | 'ibx' | 'outbox';
  /** One word, for the header. */
  readonly name: string;
  readonly title: string;
  /** The number key that shows it; undefined: only the menu of views does. */
  readonly slot: number | undefined;
  readonly filter: TicketFilter;
  /** Of the user's own views: more of the filter, as typed after `/`. */
  readonly words: string;
  readonly order: ListOrder;
  readonly group: ListGroup;
  readonly columns: readonly string[] | undefined;
  /** Undefined: its tickets have to be counted. */
  readonly count: ((counts: ViewCounts) => number) | undefined;
  /** It was saved in the console, where it can be renamed and deleted. */
  readonly isSaved?: true;
};

/** What the user has chosen for a view. */
export type ViewChoice = {
  readonly filter: string;
  /** Undefined: as the view has it. */
  readonly order: ListOrder | undefined;
  readonly group: ListGroup | undefined;
};

const FINAL = KNOWN_STATUSES.filter(isFinal);
/** Snoozed tickets come back by themselves; until then the to-do views do not show them. */
const OPEN: TicketFilter = {notStatuses: FINAL, snoozed: false};
const BY_ATTENTION: ListOrder = {sort: 'attention', descending: false};

/** What the first of them shows. */
export const OPEN_BY_NEED: ListQuery = {filter: OPEN, sort: BY_ATTENTION.sort};

/** The views that casedeck comes with, in the order of their keys. */
export const VIEWS: readonly View[] = [
  builtIn(1, {id: 'open', name: 'Open', filter: OPEN, count: (counts) => counts.open}),
  builtIn(2, {
    id: 'action',
    name: 'Action',
    title: 'Action required',
    filter: {statuses: ['ACTION_REQUIRED'], snoozed: false},
    count: (counts) => counts.action,
  }),
  builtIn(3, {id: 'unread', name: 'Unread', filter: {unread: true}, count: (counts) => counts.unread}),
  builtIn(4, {id: 'mine', name: 'Mine', filter: {mine: true}, count: (counts) => counts.mine}),
  builtIn(5, {id: 'ibx', name: 'IBX', title: 'One IBX', kind: 'ibx', filter: OPEN}),
  builtIn(6, {
    id: 'drafts',
    name: 'Drafts',
    title: 'Drafts and outbox',
    kind: 'outbox',
    count: (counts) => counts.drafts + counts.outbox,
  }),
  builtIn(7, {id: 'all', name: 'All', count: (counts) => counts.all}),
  builtIn(8, {id: 'snoozed', name: 'Snoozed', filter: {snoozed: true}, count: (counts) => counts.snoozed}),
];

/** Where orders that are no tickets are read. */
const ORDERS: View = builtIn(undefined, {
  id: 'orders',
  name: 'Orders',
  title: 'Orders that are no tickets',
  filter: {kinds: ORDER_KINDS},
  columns: ['id', 'kind', 'status', 'summary', 'age', 'ibx', 'reference'],
});

function builtIn(slot: number | undefined, view: Partial<View> & Pick<View, 'id' | 'name'>): View {
  return {
    kind: 'tickets',
    title: view.name,
    slot,
    filter: {},
    words: '',
    order: BY_ATTENTION,
    group: 'none',
    columns: undefined,
    count: undefined,
    ...view,
  };
}

const SLOTS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** What decides which views there are. */
export type ViewsFrom = {
  /** The user's own. */
  readonly views: readonly ViewSettings[];
  /** Whether orders that are no tickets are shown. */
  readonly orders: {readonly show: boolean};
};

/** The built-in views, the user's own and the saved searches, in the order of their keys; those without a key come last. */
export function viewsOf(from: ViewsFrom, searches: readonly SavedSearch[] = []): readonly View[] {
  const own = from.views.map(ownView);
  const builtIns = from.orders.show ? [...VIEWS, ORDERS] : VIEWS;
  const replaced = new Set(own.map(({id}) => id));
  const filed = [...own, ...builtIns.filter(({id}) => !replaced.has(id))];
  const saved = searches.filter(({name}) => viewByName(filed, name) === undefined).map(savedView);
  // A file decides about keys first; a search saved here comes before views without a key.
  const all = [...filed, ...saved];
  const taken = new Set<number>();
  // A view gets the key that it asks for, the user's own views first; the others get what is left.
  const placed = all.map((view) => {
    if (view.slot === undefined || taken.has(view.slot)) return {...view, slot: undefined};
    taken.add(view.slot);
    return view;
  });
  const seated = placed.map((view) => {
    const free = view.slot ?? SLOTS.find((slot) => !taken.has(slot));
    if (free !== undefined) taken.add(free);
    return {...view, slot: free};
  });
  return seated.toSorted((one, other) => (one.slot ?? Infinity) - (other.slot ?? Infinity));
}

/** The view that goes by this name, in any case; undefined: none does. */
export function viewByName(views: readonly View[], name: string): View | undefined {
  const wanted = name.trim().toLowerCase();
  return views.find((view) => [view.id, view.name].some((known) => known.toLowerCase() === wanted));
}

function savedView({name, base, words, slot, order, group}: SavedSearch): View {
  const {filter} = [...VIEWS, ORDERS].find(({id}) => id === base) ?? builtIn(0, {id: base, name: base});
  return {...builtIn(0, {id: name, name}), slot, filter, words, order, group, isSaved: true};
}

/** Name of the built-in view whose tickets this one narrows. */
export function baseOf({filter}: View): string {
  return [...VIEWS, ORDERS].find((view) => view.filter === filter)?.id ?? 'all';
}

/** The first number key that no view has. */
export function freeSlot(views: readonly View[]): number | undefined {
  return SLOTS.find((slot) => views.every((view) => view.slot !== slot));
}

function ownView(view: ViewSettings): View {
  const {name, title, slot, filter, sort, descending, columns, group} = view;
  const replaced = VIEWS.find(({id}) => id === name);
  return {
    ...builtIn(0, {id: name, name: title}),
    slot: slot ?? replaced?.slot,
    words: filter,
    order: sort === undefined ? BY_ATTENTION : orderOf(sort, descending),
    group,
    columns,
  };
}

/** Times go from newest to oldest unless somebody asks for the opposite. */
export function orderOf(sort: TicketSort, descending?: boolean): ListOrder {
  return {sort, descending: descending ?? (sort === 'updated' || sort === 'created')};
}

/** What is wrong with the words of a view; undefined: nothing. */
export function viewProblem(view: View, context: FilterContext): string | undefined {
  return parseFilter(view.words, context).problems[0]?.message;
}

/** The query of a view with the user's filter and order. Groups need their own order, so they decide it. */
export function queryOf(view: View, choice: Partial<ViewChoice>, context: FilterContext): ListQuery {
  const own = mergeFilters(view.filter, parseFilter(view.words, context).filter);
  const filter = mergeFilters(own, parseFilter(choice.filter ?? '', context).filter);
  const group = choice.group ?? view.group;
  const order = group === 'none' ? (choice.order ?? view.order) : {sort: group, descending: false};
  return {filter, sort: order.sort, ...(order.descending ? {descending: true} : {})};
}

export type ViewSettings = {
  readonly name: string;
  readonly title: string;
  readonly slot: number | undefined;
  readonly filter: string;
  readonly sort: TicketSort | undefined;
  readonly descending: boolean | undefined;
  readonly columns: readonly string[] | undefined;
  readonly group: 'none' | 'ibx' | 'status';
};
