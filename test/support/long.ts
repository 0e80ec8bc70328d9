import {test} from 'vitest';

const WANTED = process.env['CASEDECK_LONG'] ?? '';

/** The full counts take hours: `npm run test:full`. */
const FULL = WANTED === 'full';

/** The long versions of tests: more rounds, more hours, every size. `npm run test:all` sets it. */
export const LONG = WANTED === '1' || FULL;

/**
 * How often something random is tried: few times beside a person's work, many where everything is tried, and where that
 * would still take hours, so often only where somebody wants the full count.
 */
export function often(short: number, long: number, full: number = long): number {
  if (FULL) return full;
  return LONG ? long : short;
}

let isSample = false;

/**
 * Whether a console of the running test is the built casedeck, in a terminal of its own: in every second story of the long
 * versions, by its title. The others go the same way in this process, as those of `npm test` do.
 */
export function isSampleOfBuilt(): boolean {
  return isSample;
}

/** A test of the long versions alone. The comment above it says where `npm test` proves the same. */
export const longTest = test
  .extend<{long: boolean}>({
    long: [
      async ({task}, use) => {
        isSample =
          FULL || [...task.name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 2 === 0;
        await use(true);
        isSample = false;
      },
      {auto: true},
    ],
  })
  .runIf(LONG);

/** The rows of a table: the first of them in `npm test`, where the others go the same way, and all in the long versions. */
export function firstRows<const T>(rows: readonly T[], count = 1): readonly T[] {
  return LONG ? rows : rows.slice(0, count);
}
