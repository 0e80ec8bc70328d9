import type {KeyActions} from '../hooks/keys.tsx';

/** What the motion keys move: a cursor or a window. */
export type Moved = {
  readonly move: (rows: number) => void;
  /** To a row, from 0; beyond the last it is the last. */
  readonly moveTo: (row: number) => void;
};

/** Rows of half a page and of a whole one. */
export type PageRows = {readonly half: number; readonly page: number};

/** The motion keys: row by row, half a page, a page, to both ends. */
export function motionKeys({move, moveTo}: Moved, rows: PageRows): KeyActions {
  const by = (count: number) => () => move(count);
  return {
    'move.down': by(1),
    'move.up': by(-1),
    'move.first': () => moveTo(0),
    'move.last': () => moveTo(Number.MAX_SAFE_INTEGER),
    ...pageKeys(move, rows),
  };
}

/** Those of them that go by pages, where these move something else than rows do. */
export function pageKeys(move: (rows: number) => void, {half, page}: PageRows): KeyActions {
  return {
    'move.halfDown': () => move(half),
    'move.halfUp': () => move(-half),
    'move.pageDown': () => move(page),
    'move.pageUp': () => move(-page),
  };
}
