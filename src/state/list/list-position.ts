import type {ListSelection} from './list-queries.ts';
import {lineOf} from './list-window.ts';
import {standingOf, type ListCursor, type ListRows} from './list-cursor.ts';
import type {Standing} from './standing.ts';

/** What the list shows, and where its cursor is. */
export type ListPosition = ListSelection &
  ListCursor &
  ListRows & {
    /** The first row on screen, counted from 0. */
    readonly top: number;
    /** The line of the screen on which the hand has put the cursor: it goes back there when it can. */
    readonly line: number;
    /** Rows that are shown; one more than the view holds where the cursor's ticket has left it. */
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

/** Where the cursor's ticket stands, and between whom; undefined in an empty list. */
export function placeIn(position: ListPosition): ListPlace | undefined {
  const {selectedId, index, top, line} = position;
  if (selectedId === undefined) return undefined;
  return {selectedId, line, ...standingOf(position, index, index - top)};
}
