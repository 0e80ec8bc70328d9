import type {KeyAction, KeyActions} from '../hooks/keys.tsx';
import type {State} from '../state/state.ts';
import {nextMatch} from './find-in-lines.ts';
import type {Guide} from './ui.ts';

export type Finding = {
  readonly ui: Guide;
  /** What is searched for; empty: nothing. */
  readonly find: State<string>;
  /** The first line on screen. */
  readonly top: State<number>;
  /** Lines that hold it. */
  readonly matches: readonly number[];
};

/** The keys of the search in a text; Esc ends the search first, then leaves. */
export function findKeys({ui, find, top, matches}: Finding): KeyActions {
  const step = (by: 1 | -1): KeyAction => ({
    run: () => {
      const next = nextMatch(matches, top.get(), by);
      if (next !== undefined) top.set(next);
    },
    disabled:
      find.get() === ''
        ? 'Nothing was searched for yet.'
        : matches.length === 0
          ? 'It is not found.'
          : undefined,
  });
  return {
    'email.find': () => ui.go({type: 'modal', modal: {kind: 'line', purpose: 'find'}}),
    'email.findNext': step(1),
    'email.findPrevious': step(-1),
    back: () => {
      if (find.get() === '') ui.go({type: 'back'});
      else find.set('');
    },
  };
}

/** Which lines of how many are on screen, and in how many the words were found. */
export function findFoot(
  {top, rows, total}: {readonly top: number; readonly rows: number; readonly total: number},
  matches: number | undefined,
): string {
  const place = total > rows ? `${Math.min(top + rows, total)} of ${total}` : '';
  const found = matches === undefined ? '' : matches === 0 ? 'not found' : `found in ${matches} lines`;
  return [place, found].filter((words) => words !== '').join(' · ');
}
