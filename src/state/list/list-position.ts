import type {ListSelection} from './list-queries.ts';
import {lineOf} from './list-window.ts';
import type {Standing} from './standing.ts';
import type {TicketRow} from '../../domain/records.ts';

/** What the list shows, and where its cursor is. */
export type ListPosition = ListSelection &
  ListCursor &
  ListRows & {
    /** The first row on screen, counted from 0. */
    readonly top: number;
    /** The line of the screen to which the user moved the cursor; it returns there when it can. */
    readonly line: number;
    /** Rows that are shown; one more than the view has if the cursor's ticket has left it. */
    readonly count: number;
    /** Tickets that came in above what is on screen. */
    readonly newAbove: number;
    /** Rows on screen. */
    readonly height: number;
  };

/** What a view remembers while another one is shown. */
export type ListPlace = Standing & {readonly selectedId: string; readonly line: number};

/** Where the console was in each view, kept while it shows another profile. */
export type ListMemory = {
  readonly places: Map<string, ListPlace>;
  view: Pick<ListSelection, 'view' | 'ibx'> | undefined;
};

/** An empty list. */
export const NOWHERE: Omit<ListPosition, 'choice' | 'at'> = {
  view: 0,
  ibx: undefined,
  top: 0,
  index: 0,
  own: undefined,
  selectedId: undefined,
  line: 0,
  count: 0,
  newAbove: 0,
  height: 1,
  ids: [],
  before: undefined,
  behind: undefined,
  groups: undefined,
};

/** The line of the screen on which the cursor is. */
export function cursorLine({index, top, groups, height}: ListPosition): number {
  return lineOf(index - top, groups, height);
}

/** Where the cursor's ticket is, and its neighbours; undefined in an empty list. */
export function placeIn(position: ListPosition): ListPlace | undefined {
  const {selectedId, index, top, line} = position;
  if (selectedId === undefined) return undefined;
  return {selectedId, line, ...standingOf(position, index, index - top)};
}

/** The ticket under the cursor, and where it is shown. */
export type ListCursor = {
  readonly selectedId: string | undefined;
  /** Where the order puts it; undefined: the view does not hold it. */
  readonly own: number | undefined;
  /** Where it is shown: not at `own` while it stays in its place until the cursor moves. */
  readonly index: number;
};

/** What the list is read from. */
export type ListSource = {
  readonly page: (offset: number, limit: number) => readonly TicketRow[];
  /** The ticket under the cursor, also where the view does not hold it. */
  readonly kept: (id: string) => TicketRow | undefined;
};

/** Rows as they are shown: in their order, except the one under the cursor, which stays where it is. */
export function shownRows(
  {page, kept}: ListSource,
  {selectedId, own, index}: ListCursor,
  offset: number,
  limit: number,
): readonly TicketRow[] {
  if (selectedId === undefined || own === index) return page(offset, limit);
  const first = offset > index ? offset - 1 : offset;
  const others = page(own !== undefined && own < first ? first + 1 : first, limit + 1).filter(
    ({id}) => id !== selectedId,
  );
  const mine = index < offset || index >= offset + limit ? undefined : kept(selectedId);
  if (mine === undefined) return others.slice(0, limit);
  return [...others.slice(0, index - offset), mine, ...others.slice(index - offset)].slice(0, limit);
}

/** The index in the order of the row shown at `shown`; undefined: it is the kept row that the view no longer has. */
export function placeInOrder({own, index}: ListCursor, shown: number): number | undefined {
  if (shown === index) return own;
  const others = shown > index ? shown - 1 : shown;
  return own !== undefined && others >= own ? others + 1 : others;
}

/** How many rows are shown of a list of `count`. */
export function shownCount({selectedId, own}: ListCursor, count: number): number {
  return count + (selectedId !== undefined && own === undefined ? 1 : 0);
}

/** The tickets on screen, and the one before and behind them. */
export type ListRows = {
  readonly ids: readonly string[];
  readonly before: string | undefined;
  readonly behind: string | undefined;
  /** The name of each one's group; undefined: the list has no groups. */
  readonly groups: readonly string[] | undefined;
};

/** The neighbours of the ticket at that line of the screen. */
function standingOf({ids, before, behind}: ListRows, index: number, line: number): Standing {
  const at = (place: number) => (place < 0 ? before : place < ids.length ? ids[place] : behind);
  return {index, above: at(line - 1), below: at(line + 1)};
}
