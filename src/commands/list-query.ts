import type {FilterContext} from '../hooks/filter-rules.ts';
import {statusesOf, statusFilter, STATUS_WORDS} from '../hooks/filter-status.ts';
import {mergeFilters} from '../hooks/merge-filters.ts';
import {parseFilter} from '../hooks/parse-filter.ts';
import {queryOf, viewsOf} from '../hooks/views.ts';
import {AppError} from '../errors.ts';
import type {ListQuery, TicketFilter, TicketSort} from '../store/types.ts';
import {ORDERS} from './list-names.ts';
import type {Opened} from './open-services.ts';

export type ListChoice = {
  readonly view?: string;
  readonly status?: readonly string[];
  readonly ibx?: readonly string[];
  readonly sort?: string;
  readonly reverse?: boolean;
  /** As typed after `/` in the console. */
  readonly filter?: string;
};

/** What the options of a command ask for. Throws an AppError `usage`. */
export function listQuery(services: Opened, choice: ListChoice): ListQuery {
  const {status, ibx, sort, reverse = false} = choice;
  // A status asks for those tickets wherever they are, unless a view was named as well.
  const view = viewNamed(services, choice.view ?? (status === undefined ? 'open' : 'all'));
  const filter = [
    view.filter,
    status === undefined ? {} : statusFilter(status.flatMap(statusNamed), false),
    ibx === undefined ? {} : {ibxs: ibx.map((code) => code.toUpperCase())},
    filterOf(services, choice.filter ?? ''),
  ].reduce<TicketFilter>(mergeFilters, {});
  if (sort === undefined)
    return {filter, sort: view.sort, descending: (view.descending ?? false) !== reverse};
  const order = orderNamed(sort);
  // By time the newest come first, as in the console.
  const isDown = (order === 'updated' || order === 'created') !== reverse;
  return {filter, sort: order, descending: isDown};
}

/** The statuses that a word means. Throws an AppError `usage` where it means none. */
export function statusNamed(word: string): readonly string[] {
  const statuses = statusesOf(word);
  if (statuses.length > 0) return statuses;
  throw new AppError('usage', `There is no status "${word}".`, {
    hint: `Statuses: ${STATUS_WORDS.join(', ')}.`,
  });
}

function viewNamed(services: Opened, name: string): ListQuery {
  const views = viewsOf(services.settings.views).filter(({kind}) => kind === 'tickets');
  const view = views.find(({id, name: shown}) => isSame(id, name) || isSame(shown, name));
  if (view === undefined) {
    const names = views.map(({id}) => id).join(', ');
    throw new AppError('usage', `There is no view "${name}".`, {hint: `Views: ${names}.`});
  }
  // For what it says of a filter that is not understood.
  filterOf(services, view.words);
  return queryOf(view, {}, contextOf(services));
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function contextOf({store, clock}: Opened): FilterContext {
  return {now: clock.now(), ibxs: () => store.ibxs().map((item) => item.ibx)};
}

function filterOf(services: Opened, text: string): TicketFilter {
  const {filter, problems} = parseFilter(text, contextOf(services));
  const [problem] = problems;
  if (problem !== undefined)
    throw new AppError('usage', `The filter "${text}" is not understood: ${problem.words}`);
  return filter;
}

function orderNamed(name: string): TicketSort {
  const order = ORDERS.find((item) => item === name);
  if (order !== undefined) return order;
  throw new AppError('usage', `--sort ${name} needs --remote.`, {hint: `Without it: ${ORDERS.join(', ')}.`});
}
