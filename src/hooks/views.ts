import type {ListQuery, TicketFilter, ViewCounts} from '../store/types.ts';

/** A named selection of tickets; keys 1 to 9 choose one. */
export type View = {
  readonly name: string;
  readonly filter: TicketFilter;
  readonly count: (counts: ViewCounts) => number;
};

const FINAL = ['CLOSED', 'CANCELLED'];

export const VIEWS: readonly View[] = [
  {name: 'Open', filter: {notStatuses: FINAL}, count: (counts) => counts.open},
  {name: 'Action', filter: {statuses: ['ACTION_REQUIRED']}, count: (counts) => counts.action},
  {name: 'Unread', filter: {unread: true}, count: (counts) => counts.unread},
  {name: 'Mine', filter: {mine: true}, count: (counts) => counts.mine},
  {name: 'All', filter: {}, count: (counts) => counts.all},
];

/** The query of a view, narrowed by the words of the filter line. */
export function queryOf(view: View, filterText: string): ListQuery {
  const words = filterText.split(/\s+/).filter((word) => word !== '');
  return {filter: words.length > 0 ? {...view.filter, words} : view.filter, sort: 'attention'};
}
