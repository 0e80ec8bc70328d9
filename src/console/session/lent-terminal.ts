/** The terminal sends ctrl-c to all programs in it at once; a busy one may handle it after the other has ended. */
const LATE_MS = 100;

export type LentTerminal = {
  /** Whether ctrl-c is for the program that has the terminal. */
  readonly isLent: () => boolean;
  /** Runs what another program does on the terminal, an editor. */
  readonly during: <T>(run: () => Promise<T>) => Promise<T>;
};

export function createLentTerminal(): LentTerminal {
  let lent = 0;
  return {
    isLent: () => lent > 0,
    async during(run) {
      lent += 1;
      try {
        return await run();
      } finally {
        setTimeout(() => {
          lent -= 1;
        }, LATE_MS).unref();
      }
    },
  };
}
