import type {KeyActions} from '../hooks/keys.tsx';
import type {State} from '../state/state.ts';
import {useValue} from '../hooks/useValue.ts';

/** Scrolling of ready lines: where the window starts, and what the motion keys do to it. */
export function usePager(
  state: State<number>,
  total: number,
  height: number,
): {top: number; actions: KeyActions} {
  const last = Math.max(0, total - height);
  const top = Math.min(useValue(state), last);
  const to = (next: number) => state.set(Math.min(Math.max(0, next), last));
  const by = (delta: number) => () => to(Math.min(state.get(), last) + delta);
  const half = Math.max(1, Math.floor(height / 2));
  return {
    top,
    actions: {
      'move.down': by(1),
      'move.up': by(-1),
      'move.halfDown': by(half),
      'move.halfUp': by(-half),
      'move.pageDown': by(Math.max(1, height - 1)),
      'move.pageUp': by(-Math.max(1, height - 1)),
      'move.first': () => to(0),
      'move.last': () => to(last),
    },
  };
}
