import {statusLabel} from '../../domain/ticket.ts';
import type {ListQuery, Millis, TicketRow} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import type {FilterContext} from '../../domain/filter/filter-rules.ts';
import type {GroupsAt} from './list-window.ts';
import {mergeFilters} from '../../domain/filter/merge-filters.ts';
import {queryOf, type ListGroup, type View, type ViewChoice} from '../../domain/views.ts';

/** What decides which tickets the list shows. */
export type ListSelection = {
  /** Index into the views. */
  readonly view: number;
  /** Of the view of one IBX. */
  readonly ibx: string | undefined;
  readonly choice: ViewChoice;
  /** What ages are counted from. */
  readonly at: Millis;
};

export type ListQueries = {
  readonly views: () => readonly View[];
  /** Other views, such as one that was saved; whoever holds an index of one looks for it anew. */
  readonly setViews: (views: readonly View[]) => void;
  readonly viewAt: (index: number) => View;
  readonly context: (at: Millis) => FilterContext;
  readonly query: (selection: ListSelection) => ListQuery;
  readonly group: (selection: ListSelection) => ListGroup;
  readonly groupsAt: (selection: ListSelection) => GroupsAt;
};

/** From what the user has chosen to what the store is asked. */
export function createListQueries(
  store: Pick<Store, 'accounts' | 'ibxs' | 'me' | 'page'>,
  first: readonly View[],
): ListQueries {
  let views = first;
  const viewAt = (index: number): View => {
    const view = views[index] ?? views[0];
    if (view === undefined) throw new Error('there are no views');
    return view;
  };
  const context = (at: Millis): FilterContext => ({
    now: at,
    ibxs: () => store.ibxs().map(({ibx}) => ibx),
    me: store.me(),
    accounts: store.accounts,
  });
  const query = ({view, ibx, choice, at}: ListSelection): ListQuery => {
    const whole = queryOf(viewAt(view), choice, context(at));
    if (viewAt(view).kind !== 'ibx' || ibx === undefined) return whole;
    return {...whole, filter: mergeFilters(whole.filter, {ibxs: [ibx]})};
  };
  const group = ({view, choice}: ListSelection) => choice.group ?? viewAt(view).group;
  return {
    views: () => views,
    setViews(next) {
      views = next;
    },
    viewAt,
    context,
    query,
    group,
    groupsAt(selection) {
      const by = group(selection);
      if (by === 'none') return undefined;
      const asked = query(selection);
      return (offset, limit) => store.page(asked, offset, limit).map((row) => groupName(row, by));
    },
  };
}

/** What a ticket's group is called; tickets without any come under one name too. */
export function groupName(row: TicketRow, group: ListGroup): string {
  if (group === 'ibx') return row.ibx[0]?.toUpperCase() ?? 'No IBX';
  return row.status === undefined ? 'STATUS UNKNOWN' : statusLabel(row.status);
}
