import {motionKeys} from './motions.ts';
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
  const move = (rows: number) => to(Math.min(state.get(), last) + rows);
  const pages = {half: Math.max(1, Math.floor(height / 2)), page: Math.max(1, height - 1)};
  return {top, actions: motionKeys({move, moveTo: to}, pages)};
}
