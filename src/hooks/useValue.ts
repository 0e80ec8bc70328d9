import {useSyncExternalStore} from 'react';
import type {State} from '../state/state.ts';

/** The current value; the component renders again when it changes. */
export function useValue<T>(state: State<T>): T {
  return useSyncExternalStore(state.subscribe, state.get, state.get);
}
