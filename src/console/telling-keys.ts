import {AppError} from '../errors.ts';
import type {KeyDispatcher} from '../hooks/keys.tsx';

/**
 * Keys that tell why what they do could not be done: the disk is full, or another casedeck was faster. What has no words is a fault of
 * casedeck and ends it.
 */
export function tellingKeys(keys: KeyDispatcher, tell: (error: AppError) => void): KeyDispatcher {
  const told = <T>(run: () => T, otherwise: T): T => {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      tell(error);
      return otherwise;
    }
  };
  return {
    ...keys,
    dispatch: (event) => told(() => keys.dispatch(event), undefined),
    run: (id, contexts) => told(() => keys.run(id, contexts), true),
  };
}
