import type {Services} from '../../state/services.ts';
import type {FilterContext} from '../../domain/filter/filter-rules.ts';
import {statusesOf, statusFilter, STATUS_WORDS} from '../../domain/filter/filter-status.ts';
import {mergeFilters} from '../../domain/filter/merge-filters.ts';
import {parseFilter} from '../../domain/filter/parse-filter.ts';
import {orderOf, queryOf, viewByName, viewProblem, viewsOf, type View} from '../../domain/views.ts';
import {savedSearches, SEARCHES} from '../../domain/saved-search.ts';
import {AppError} from '../../errors.ts';
import type {ListQuery, TicketFilter, TicketSort} from '../../domain/records.ts';
import {ORDERS} from './list-names.ts';

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
export function listQuery(
  services: Pick<Services, 'clock' | 'settings' | 'store'>,
  choice: ListChoice,
): ListQuery {
  const {status, ibx, sort, reverse = false, filter: words = ''} = choice;
  const context = filterContext(services);
  const problem = parseFilter(words, context).problems[0]?.message;
  if (problem !== undefined)
    throw new AppError('usage', `The filter "${words}" is not understood: ${problem}`);
  // A status asks for those tickets wherever they are, unless a view was named as well.
  const view = viewNamed(services, choice.view ?? (status === undefined ? 'open' : 'all'), context);
  const order = sort === undefined ? view.order : orderOf(orderNamed(sort));
  // A group would order the rows by itself, and a list has none.
  const query = queryOf({...view, group: 'none'}, {filter: words, order}, context);
  const filter = [
    query.filter,
    status === undefined ? {} : statusFilter(status.flatMap(statusNamed), false),
    ibx === undefined ? {} : {ibxs: ibx.map((code) => code.toUpperCase())},
  ].reduce<TicketFilter>(mergeFilters, {});
  return {filter, sort: order.sort, ...(order.descending !== reverse ? {descending: true} : {})};
}

/** The statuses that a word means. Throws an AppError `usage` where it means none. */
export function statusNamed(word: string): readonly string[] {
  const statuses = statusesOf(word);
  if (statuses.length > 0) return statuses;
  throw new AppError('usage', `There is no status "${word}".`, {
    hint: `Statuses: ${STATUS_WORDS.join(', ')}.`,
  });
}

function viewNamed(
  {settings, store}: Pick<Services, 'settings' | 'store'>,
  name: string,
  context: FilterContext,
): View {
  // Drafts are no tickets: `casedeck drafts` lists them.
  const all = viewsOf(settings, savedSearches(store.meta(SEARCHES)));
  const views = all.filter(({kind}) => kind !== 'outbox');
  const view = viewByName(views, name);
  if (view === undefined) {
    const names = views.map(({id}) => id).join(', ');
    throw new AppError('usage', `There is no view "${name}".`, {hint: `Views: ${names}.`});
  }
  const problem = viewProblem(view, context);
  if (problem === undefined) return view;
  throw new AppError('config', `The filter of the view "${view.id}" is not understood: ${problem}`);
}

function filterContext({store, clock}: Pick<Services, 'clock' | 'store'>): FilterContext {
  return {
    now: clock.now(),
    ibxs: () => store.ibxs().map((item) => item.ibx),
    me: store.me(),
    accounts: store.accounts,
  };
}

function orderNamed(name: string): TicketSort {
  const order = ORDERS.find((item) => item === name);
  if (order !== undefined) return order;
  throw new AppError('usage', `--sort ${name} needs --remote.`, {hint: `Without it: ${ORDERS.join(', ')}.`});
}
