import {groupName, type ListQueries, type ListSelection} from './list-queries.ts';
import {topForLine, windowTop, type GroupsAt} from './list-window.ts';
import type {ListGroup} from '../../domain/views.ts';
import type {TicketRow} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import {
  type ListCursor,
  type ListPlace,
  type ListPosition,
  type ListRows,
  type ListSource,
  shownCount,
  shownRows,
} from './list-position.ts';
import {stayingPlace} from './standing.ts';

/** A list before it is known on which of its tickets the cursor is. */
export type ListBase = ListSelection & Pick<ListPosition, 'line' | 'newAbove' | 'height'>;
type Wanted = ListBase & ListCursor;

type ListStore = Pick<Store, 'page' | 'count' | 'positionOf' | 'placeOf' | 'row'>;

/** More tickets than anybody passes in one move and means each. */
const MOST_PASSED = 1000;

/** Reads what the list shows around its cursor. */
export class ListReader {
  readonly #store: ListStore;
  readonly #queries: ListQueries;

  constructor(store: ListStore, queries: ListQueries) {
    this.#store = store;
    this.#queries = queries;
  }

  /** The cursor on the row that stands there in the order. */
  onRow(base: ListBase, place: number): Wanted {
    const query = this.#queries.query(base);
    const index = clamp(place, this.#store.count(query) - 1);
    const [row] = this.#store.page(query, index, 1);
    return {...base, selectedId: row?.id, own: row === undefined ? undefined : index, index};
  }

  /** The cursor on the same ticket, in the same place, even if the list around it has changed. */
  onSame(base: ListBase, place: ListPlace): Wanted {
    // If the ticket has two numbers, it may now be shown by the other one.
    const selectedId: string = this.#store.row(place.selectedId)?.id ?? place.selectedId;
    const own = this.placeOf(base, selectedId);
    const count = this.#store.count(this.#queries.query(base)) - (own === undefined ? 0 : 1);
    const placeOf = (id: string) => {
      const found = id === selectedId ? undefined : this.placeOf(base, id);
      return found !== undefined && own !== undefined && found > own ? found - 1 : found;
    };
    return {...base, selectedId, own, index: stayingPlace(place, {count, own, placeOf})};
  }

  /** The cursor on a ticket at its place in the order, even if the list leaves it out. */
  inOrder(base: ListBase, selectedId: string): Wanted {
    const own = this.placeOf(base, selectedId);
    const index = own ?? Math.max(0, this.#store.placeOf(this.#queries.query(base), selectedId));
    return {...base, selectedId, own, index};
  }

  placeOf(selection: ListSelection, id: string): number | undefined {
    const place = this.#store.positionOf(this.#queries.query(selection), id);
    return place === -1 ? undefined : place;
  }

  /** After a key moved the cursor: the window starts at `top` if the cursor is then in it. */
  moved(wanted: Wanted, top: number): ListPosition {
    const {next, count} = this.#within(wanted);
    const place = {top, index: next.index, count, height: next.height};
    return this.#shown(next, count, windowTop(place, this.groupsAt(next)));
  }

  /** The same with the cursor on its line. */
  onLine(wanted: Wanted): ListPosition {
    const {next} = this.#within(wanted);
    return this.moved(next, topForLine(next.line, next, this.groupsAt(next)));
  }

  /**
   * After news: the cursor stays on its line until a key moves it, even if the ticket's place in the order has changed.
   */
  still(wanted: Wanted): ListPosition {
    const {next, count} = this.#within(wanted);
    const groups = this.groupsAt(next);
    const index = groups === undefined ? Math.max(next.index, Math.min(next.line, count - 1)) : next.index;
    const settled = {...next, index};
    return this.#shown(settled, count, topForLine(next.line, settled, groups));
  }

  groupsAt(cursor: Wanted): GroupsAt {
    const by = this.#queries.group(cursor);
    if (by === 'none') return undefined;
    const source = this.#source(cursor);
    return (offset, limit) => groupNames(shownRows(source, cursor, offset, limit), by, cursor, offset);
  }

  /** The tickets from the cursor to another place, the cursor's own not among them. */
  between(position: ListPosition, to: number): readonly string[] {
    const {index} = position;
    const limit = Math.min(MOST_PASSED, Math.abs(to - index) + 1);
    const rows = shownRows(this.#source(position), position, Math.min(index, to), limit);
    const ids = rows.map(({id}): string => id);
    return (to < index ? ids.toReversed() : ids).slice(1);
  }

  #within(wanted: Wanted): {readonly next: Wanted; readonly count: number} {
    const count = shownCount(wanted, this.#store.count(this.#queries.query(wanted)));
    return {next: {...wanted, index: clamp(wanted.index, count - 1)}, count};
  }

  #shown(next: Wanted, count: number, top: number): ListPosition {
    const newAbove = clamp(next.newAbove, top);
    return {...next, count, top, newAbove, ...this.#rows(next, top)};
  }

  #rows(next: Wanted, top: number): ListRows {
    const from = Math.max(0, top - 1);
    const first = top - from;
    const rows = shownRows(this.#source(next), next, from, next.height + 1 + first);
    const shown = rows.slice(first, first + next.height);
    const by = this.#queries.group(next);
    return {
      ids: shown.map(({id}) => id),
      before: first === 0 ? undefined : rows[0]?.id,
      behind: rows[first + next.height]?.id,
      groups: by === 'none' ? undefined : groupNames(shown, by, next, top),
    };
  }

  #source(selection: ListSelection): ListSource {
    const query = this.#queries.query(selection);
    return {
      page: (offset, limit) => this.#store.page(query, offset, limit),
      kept: (id) => this.#store.row(id),
    };
  }
}

/** The group names of the rows; the row that is kept in its place has its neighbour's. */
function groupNames(
  rows: readonly TicketRow[],
  by: ListGroup,
  {index, own}: ListCursor,
  offset: number,
): readonly string[] {
  const names = rows.map((row) => groupName(row, by));
  const at = index - offset;
  const ownName = names[at];
  if (own === index || ownName === undefined) return names;
  return names.with(at, names[at - 1] ?? names[at + 1] ?? ownName);
}

function clamp(value: number, last: number): number {
  return Math.min(Math.max(0, value), Math.max(0, last));
}
