import {formatPace, parsePace, type Pace} from './pace.ts';

/** Where the pace is kept, so that several processes share one and the next start knows what was learned. */
export type PaceKeeper = {
  /** Reads the kept text, writes what `change` makes of it, and returns its result, all in one step. */
  readonly change: <T>(
    change: (kept: string | undefined) => {readonly kept: string; readonly result: T},
  ) => T;
};

export type KeptPace = {
  /** Changes the pace and gives the result of that. */
  readonly change: <T>(change: (pace: Pace) => {readonly pace: Pace; readonly result: T}) => T;
};

/** The pace from the keeper; without one, or if it fails (a full disk), only of this process. */
export function keepPace(first: () => Pace, keeper: PaceKeeper | undefined): KeptPace {
  let own: Pace | undefined;
  return {
    change: (change) => {
      const run = (pace: Pace) => {
        const changed = change(pace);
        own = changed.pace;
        return changed.result;
      };
      if (keeper === undefined) return run(own ?? first());
      try {
        return keeper.change((kept) => {
          const result = run(parsePace(kept) ?? own ?? first());
          return {kept: own === undefined ? '' : formatPace(own), result};
        });
      } catch {
        // Requests go on where the store does not.
        return run(own ?? first());
      }
    },
  };
}
